export type Id = string | number | bigint

/** The type of a collection's IDs. */
export type IdType = 'integer' | 'string'

const largest = 2n ** 63n - 1n

/** A positive 64-bit integer, as a number if that is exact, or undefined. */
const readInteger = (value: unknown): number | bigint | undefined => {
  if (!['string', 'number', 'bigint'].includes(typeof value)) return undefined
  const text = String(value)
  if (!/^\d{1,19}$/.test(text)) return undefined
  const exact = BigInt(text)
  if (exact < 1n || exact > largest) return undefined
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact
}

// In a URL, a segment of only dots refers to the collection or its parent.
const unusable = /^\.{1,2}$|^\s|\s$|\p{Cc}/u

const longest = 200

const readText = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'bigint')
    return readInteger(value) === undefined ? undefined : String(value)
  if (typeof value !== 'string' || value === '' || value.length > longest) return undefined
  return unusable.test(value) ? undefined : value
}

/** An ID in the type of its collection, from a number or a text. Undefined if it is invalid. */
export const readId = (value: unknown, type: IdType = 'integer'): Id | undefined =>
  type === 'integer' ? readInteger(value) : readText(value)

export const isSameId = (a: Id, b: Id): boolean => String(a) === String(b)
