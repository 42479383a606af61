import type { Verdict } from './verdict.ts'

/** A SCIM token, as the data source lists it. */
export interface LiveToken {
  readonly id: number | bigint | null
  readonly name: string | null
  readonly created_at: string | null
  readonly last_used: string | null
}

/** The SCIM tokens of a state, by their ids. */
export interface Owner {
  /** The file, as a person named it. */
  readonly file: string
  readonly ids: ReadonlySet<string>
}

// As JSON, for a name may hold whatever its author liked.
const lineOf = ({ id, name, created_at, last_used }: LiveToken): string =>
  `${id} ${JSON.stringify(name)}, created ${created_at}, ${
    last_used === null ? 'never used' : `last used ${last_used}`
  }`

const subject = 'SCIM tokens'

const stray = (tokens: readonly LiveToken[], { file }: Owner): Verdict => ({
  mark: 'wrong',
  subject,
  text:
    `${tokens.length} live without being in ${file}. Unless another state owns them, import them ` +
    '(`terraform import`) or delete them in dbt Cloud:',
  details: tokens.map(lineOf),
})

const unused = (tokens: readonly LiveToken[]): Verdict => ({
  mark: 'note',
  subject,
  text: `${tokens.length} never used. Delete those that no identity provider is about to use:`,
  details: tokens.map(lineOf),
})

/** What there is to say about the live tokens of an account, given a state that may own them. */
export const judgeTokens = (
  tokens: readonly LiveToken[],
  owner: Owner | undefined,
): readonly Verdict[] => {
  const strays = owner ? tokens.filter(({ id }) => !owner.ids.has(String(id))) : []
  const idle = tokens.filter(({ last_used }) => last_used === null)
  const found = [
    ...(owner && strays.length > 0 ? [stray(strays, owner)] : []),
    ...(idle.length > 0 ? [unused(idle)] : []),
  ]
  const owned = owner ? `, all of them in ${owner.file}` : ''
  return strays.length > 0
    ? found
    : [{ mark: 'ok', subject, text: `${tokens.length} live${owned}` }, ...found]
}
