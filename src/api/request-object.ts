import { type Call, formatName, nameCall } from './call.ts'
import type { Api } from './client.ts'
import { UnreadableAnswerError } from './errors.ts'
import { decodeFields, type Fields } from './fields.ts'
import { isObject } from './json.ts'
import { accountOf, otherAccount } from './pages.ts'
import { unlikeSent } from './unlike-sent.ts'

/** What is believed of an answer that is one object without an id of its own. */
export interface Expected {
  readonly fields: Fields
  /** Called for each computed field that cannot be used. */
  readonly warn?: ((summary: string, detail: string) => void) | undefined
}

const check = 'Run the command again. If the response stays the same, report it to dbt Labs.'

/**
 * The declared fields of the one object in the answer.
 * @throws UnreadableAnswerError if a field that is never null cannot be used, or is not what was sent
 */
export const requestObject = async <T extends object>(
  api: Api,
  call: Call,
  { fields, warn }: Expected,
): Promise<T> => {
  const data = await api.request(call)
  const name = nameCall(call, api)
  const refuse = (found: string) =>
    new UnreadableAnswerError({ ...name, status: 200 }, found, check)
  if (!isObject(data)) throw refuse('it contains no object')
  const elsewhere = otherAccount(data, accountOf(api, call.path))
  if (elsewhere !== undefined) throw refuse(elsewhere)
  const { sound, faults, unused } = decodeFields(fields, data)
  // `as`: a body is an object of fields.
  const other = unlikeSent((call.body ?? {}) as Readonly<Record<string, unknown>>, sound)
  const wrong = [...faults, ...other.map((each) => `${each} is not the value that was sent`)]
  if (wrong.length > 0) throw refuse(`its object is invalid: ${wrong.join(', ')}`)
  if (unused.length > 0)
    warn?.(
      'dbt Cloud returned an unusable value',
      `${formatName(name)} returned status 200, but its object is incomplete: ${unused.join(', ')}.`,
    )
  // `as`: the declared fields are checked.
  return sound as T
}
