export type Id = string | number | bigint

/** What the ids of a collection are. */
export type IdType = 'integer' | 'string'

const largest = 2n ** 63n - 1n

/** A number where that is exact. A positive integer of 64 bits, or undefined. */
const readInteger = (value: unknown): number | bigint | undefined => {
  if (!['string', 'number', 'bigint'].includes(typeof value)) return undefined
  const text = String(value)
  if (!/^\d{1,19}$/.test(text)) return undefined
  const exact = BigInt(text)
  if (exact < 1n || exact > largest) return undefined
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact
}

// As a part of an address, dots alone would name the collection, or what is above it.
const unusable = /^\.{1,2}$|^\s|\s$|\p{Cc}/u

const longest = 200

const readText = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'bigint')
    return readInteger(value) === undefined ? undefined : String(value)
  if (typeof value !== 'string' || value === '' || value.length > longest) return undefined
  return unusable.test(value) ? undefined : value
}

/** An id in the form of its collection, whether it came as a number or as text; undefined if it is none. */
export const readId = (value: unknown, type: IdType = 'integer'): Id | undefined =>
  type === 'integer' ? readInteger(value) : readText(value)

export const isSameId = (a: Id, b: Id): boolean => String(a) === String(b)
