import type { Integer, Schema } from './schema.ts'

/** Raised for an import ID that does not have the format of the resource's identity. */
export class ImportIdError extends Error {
  readonly id: string
  readonly expected: string
  constructor(id: string, expected: string) {
    super(`Invalid import ID ${JSON.stringify(id.slice(0, MOST_SHOWN))}: expected ${expected}.`)
    this.name = 'ImportIdError'
    this.id = id
    this.expected = expected
  }
}

const MOST_SHOWN = 200

// Numeric identifiers are positive and have at most 64 bits.
const DIGITS = /^[1-9][0-9]{0,18}$/
const MOST = 2n ** 63n - 1n

const isId = (text: string): boolean => DIGITS.test(text) && BigInt(text) <= MOST

const toInteger = (text: string): Integer => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

const isNumeric = (schema: Schema, name: string): boolean => schema[name]?.type.kind === 'int64'

/** The format of an import ID, as the end of "expected …". */
const formatOf = (schema: Schema, identity: readonly string[]): string => {
  const example = identity.map((name) => (isNumeric(schema, name) ? '12345' : `my-${name}`))
  const [only = ''] = identity
  const format =
    identity.length === 1
      ? `the object's ${isNumeric(schema, only) ? 'numeric ' : ''}${only === 'id' ? 'ID' : only}`
      : identity.map((name) => `<${name}>`).join(':')
  return `${format}, for example ${example.join(':')}`
}

/**
 * Parses an import ID: the values of the identity, joined by `:`. The last value may contain `:`.
 *
 * @throws ImportIdError
 */
export const parseIdentity = (
  schema: Schema,
  identity: readonly string[],
  id: string,
): Readonly<Record<string, Integer | string>> => {
  const parts = id.split(':')
  const last = parts.slice(identity.length - 1).join(':')
  const texts = [...parts.slice(0, identity.length - 1), last]
  return Object.fromEntries(
    identity.map((name, index) => {
      const text = texts[index] ?? ''
      if (text === '' || (isNumeric(schema, name) && !isId(text)))
        throw new ImportIdError(id, formatOf(schema, identity))
      return [name, isNumeric(schema, name) ? toInteger(text) : text]
    }),
  )
}

/** The import ID of an object: the values of its identity, joined by `:`. */
export const formatIdentity = (
  identity: readonly string[],
  value: Readonly<Record<string, unknown>>,
): string => identity.map((name) => String(value[name])).join(':')
