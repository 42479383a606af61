import { isSameName } from './candidates.ts'

// An API may trim a text, or store it in another Unicode form. What is compound is not compared here.
const isAsSent = (sent: unknown, returned: unknown): boolean => {
  if (typeof sent === 'string' && typeof returned === 'string') return isSameName(sent, returned)
  const isCompound = typeof sent === 'object' || typeof returned === 'object'
  return isCompound || String(sent) === String(returned)
}

/** The names of the returned fields that were sent with another value. */
export const unlikeSent = (
  sent: Readonly<Record<string, unknown>>,
  returned: Readonly<Record<string, unknown>>,
): readonly string[] =>
  Object.keys(returned).filter(
    (name) => sent[name] !== undefined && !isAsSent(sent[name], returned[name]),
  )
