import { isSameName } from './candidates.ts'

type Simple = string | number | bigint | boolean

const isSimple = (value: unknown): value is Simple =>
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value)

// An API may trim a text, or store it in another Unicode form. Null, lists and objects are not compared.
const isAsSent = (sent: unknown, returned: unknown): boolean => {
  if (!isSimple(sent) || !isSimple(returned)) return true
  return isSameName(String(sent), String(returned))
}

/** The names of the returned fields that were sent with another value. */
export const unlikeSent = (
  sent: Readonly<Record<string, unknown>>,
  returned: Readonly<Record<string, unknown>>,
): readonly string[] =>
  Object.keys(returned).filter((name) => !isAsSent(sent[name], returned[name]))
