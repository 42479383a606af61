import type { Integer, Schema } from './schema.ts'

/** Thrown where an import id is not of the form that the resource's identity asks for. */
export class ImportIdError extends Error {
  readonly expected: string
  constructor(expected: string) {
    super(`The import id must be ${expected}.`)
    this.name = 'ImportIdError'
    this.expected = expected
  }
}

const DIGITS = /^(0|[1-9][0-9]*)$/

const toInteger = (text: string): Integer => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

/** The form of an import id, as the end of "must be …". */
export const describeIdentity = (schema: Schema, identity: readonly string[]): string => {
  const kind = (name: string): string =>
    schema[name]?.type.kind === 'int64' ? 'a decimal number' : 'text'
  const form = identity.map((name) => `<${name}>`).join(':')
  const parts = identity.map((name) => `${name} is ${kind(name)}`).join(', ')
  return `of the form ${form}, where ${parts}`
}

/**
 * Reads an import id: the identity's attributes joined by `:`. The last one may hold `:` itself.
 *
 * @throws ImportIdError that says the form expected
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
      const isNumber = schema[name]?.type.kind === 'int64'
      if (text === '' || (isNumber && !DIGITS.test(text)))
        throw new ImportIdError(describeIdentity(schema, identity))
      return [name, isNumber ? toInteger(text) : text]
    }),
  )
}

/** The import id of an object: its identity's attributes joined by `:`. */
export const formatIdentity = (
  identity: readonly string[],
  value: Readonly<Record<string, unknown>>,
): string => identity.map((name) => String(value[name])).join(':')
