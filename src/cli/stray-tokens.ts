import { quoted } from '../api/index.ts'
import type { Verdict } from './verdict.ts'

/** A SCIM token that exists, as the data source lists it. */
export interface ExistingToken {
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

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?$/

const timeOf = (text: string | null): string => {
  if (text === null) return 'at an unknown time'
  return TIME.test(text) ? text : quoted(text)
}

const lineOf = ({ id, name, created_at, last_used }: ExistingToken): string =>
  `${id} ${name === null ? '(no name)' : quoted(name)}, created ${timeOf(created_at)}, ${
    last_used === null ? 'never used' : `last used ${timeOf(last_used)}`
  }`

const HOUR_MS = 3_600_000

/** Whether a token is younger than some hours, or may be. */
const isYounger = ({ created_at }: ExistingToken, hours: number, now: Date): boolean => {
  if (created_at === null || !TIME.test(created_at)) return true
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(created_at)
  const created = Date.parse(hasZone ? created_at : `${created_at}Z`)
  return !(now.getTime() - created > hours * HOUR_MS)
}

const subject = 'SCIM tokens'

const count = (tokens: readonly unknown[], one: string, many: string): string =>
  tokens.length === 1 ? `1 token ${one}` : `${tokens.length} tokens ${many}`

type Found = readonly ExistingToken[]

const verdict = (mark: Verdict['mark'], text: string, tokens: Found): readonly Verdict[] =>
  tokens.length === 0 ? [] : [{ mark, subject, text, details: tokens.map(lineOf) }]

const split = (
  tokens: Found,
  isFirst: (token: ExistingToken) => boolean,
): readonly [Found, Found] => [tokens.filter(isFirst), tokens.filter((token) => !isFirst(token))]

/** A run that is still in progress may own a token of the last hour. */
const strayVerdicts = (strays: Found, { file }: Owner, now: Date): readonly Verdict[] => {
  const [young, old] = split(strays, (token) => isYounger(token, 1, now))
  return [
    ...verdict(
      'wrong',
      `${count(old, 'exists', 'exist')} in dbt Cloud but not in ${file}. Unless another state owns them, import them ` +
        'with "terraform import" or delete them in dbt Cloud:',
      old,
    ),
    ...verdict(
      'note',
      `${count(young, 'was', 'were')} created in the last hour and ${young.length === 1 ? 'is' : 'are'} not in ` +
        `${file}. A run in progress may own them. Run doctor again later:`,
      young,
    ),
  ]
}

/** A person may be about to use a token of the last day. */
const idleVerdicts = (idle: Found, now: Date): readonly Verdict[] => {
  const [young, old] = split(idle, (token) => isYounger(token, 24, now))
  return [
    ...verdict(
      'note',
      `${count(old, 'has', 'have')} never been used. Delete the ones that no identity provider will use:`,
      old,
    ),
    ...verdict(
      'note',
      `${count(young, 'was', 'were')} created in the last 24 hours and not used yet:`,
      young,
    ),
  ]
}

interface Circumstances {
  /** The state that may own the tokens. */
  readonly owner: Owner | undefined
  readonly now: Date
}

/** What there is to say about the tokens of an account. */
export const judgeTokens = (tokens: Found, { owner, now }: Circumstances): readonly Verdict[] => {
  const strays = owner ? tokens.filter(({ id }) => !owner.ids.has(String(id))) : []
  const idle = tokens.filter(({ last_used }) => last_used === null)
  const found = [...(owner ? strayVerdicts(strays, owner, now) : []), ...idleVerdicts(idle, now)]
  if (strays.length > 0) return found
  const owned = owner && tokens.length > 0 ? `, all of them in ${owner.file}` : ''
  return [{ mark: 'ok', subject, text: `${count(tokens, 'exists', 'exist')}${owned}.` }, ...found]
}
