import type { Account, Feature } from './account.ts'
import type { Answer } from './answer.ts'
import type { Collection, Row } from './collection.ts'
import type { Id, Json } from './exact-json.ts'
import type { Page } from './page.ts'

/** The input of a handler. */
export interface Context {
  /** The account in the path, or the first account of the credential if the path has none. */
  readonly account: Account
  /** The accounts that the credential can see. */
  readonly accounts: readonly Account[]
  /** The credential in the request. */
  readonly credential: Credential | undefined
  /** `{id}` in the path. Throws dbt Cloud's 404 if it is not an integer. */
  readonly id: () => Id
  /** The body. It matches the documented schema, so it is safe to read as that type. */
  readonly body: Json
  /** The requested page. */
  readonly page: <R extends Row>(collection: Collection<R>) => Page<R>
}

export interface Credential {
  readonly scheme: 'Token' | 'Bearer'
  readonly token: string
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The path in the OpenAPI document: `/api/v3/accounts/{account_id}/scim-config/`. */
  readonly path: string
  /** `account`: requires the account's token (default). `own`: the handler checks the credential. */
  readonly access?: 'account' | 'own'
  /** The feature that the plan must include. Otherwise: 403. */
  readonly feature?: Feature
  /** True for a listing, which has pages if the emulator has a page size. */
  readonly lists?: boolean
  readonly handle: (context: Context) => Answer
}

export interface Matched {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** The values of a template's parameters. Undefined if the path does not match. */
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

/** The routes of a path with any method. */
export const matchPath = (routes: readonly Route[], path: string): readonly Matched[] =>
  routes.flatMap((route) => {
    const params = paramsOf(route.path, path)
    return params === undefined ? [] : [{ route, params }]
  })
