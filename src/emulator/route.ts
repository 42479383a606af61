import type { Account, Feature } from './account.ts'
import type { Answer } from './answer.ts'
import type { Collection, Row } from './collection.ts'
import type { Id, Json } from './exact-json.ts'
import type { Page } from './page.ts'

/** What a handler may work with. */
export interface Context {
  /** The account in the path; where the path has none, the first one the credential opens. */
  readonly account: Account
  /** Those that the credential opens and may see. */
  readonly accounts: readonly Account[]
  /** The credential sent. */
  readonly credential: Credential | undefined
  /** `{id}` in the path. Throws the 404 of dbt Cloud where it is no integer. */
  readonly id: () => Id
  /** The body, which has passed the documented shape: reading it as that type is sound. */
  readonly body: Json
  /** The page that was asked for. */
  readonly page: <R extends Row>(collection: Collection<R>) => Page<R>
}

export interface Credential {
  readonly scheme: 'Token' | 'Bearer'
  readonly token: string
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As the OpenAPI document has it: `/api/v3/accounts/{account_id}/scim-config/`. */
  readonly path: string
  /** `account`, unless told: the account's token. `own`: the handler looks at the credential itself. */
  readonly access?: 'account' | 'own'
  /** Without it in the account's plan: 403. */
  readonly feature?: Feature
  /** True of a listing, which has pages while the emulator is paged. */
  readonly lists?: boolean
  readonly handle: (context: Context) => Answer
}

export interface Matched {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** The values of a template's parameters; undefined when the path is not of it. */
const paramsOf = (template: string, path: string): Record<string, string> | undefined => {
  const wanted = template.split('/')
  const parts = path.split('/')
  if (wanted.length !== parts.length) return undefined
  const pairs = wanted.map((part, index) => [part, parts[index] ?? ''] as const)
  if (pairs.some(([part, text]) => (part.startsWith('{') ? text === '' : part !== text)))
    return undefined
  const named = pairs.filter(([part]) => part.startsWith('{'))
  return Object.fromEntries(named.map(([part, text]) => [part.slice(1, -1), text]))
}

/** The routes of a path, whatever their methods. */
export const matchPath = (routes: readonly Route[], path: string): readonly Matched[] =>
  routes.flatMap((route) => {
    const params = paramsOf(route.path, path)
    return params === undefined ? [] : [{ route, params }]
  })
