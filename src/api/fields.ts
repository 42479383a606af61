import { readId } from './id.ts'

export type FieldType = 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

/** The declaration of one field in responses. */
export interface Field {
  readonly type: FieldType
  /** True if null is a valid value. The field may then be omitted. */
  readonly nullable?: boolean | undefined
  /** True if dbt Cloud sets the value. An invalid value is ignored and is not an error. */
  readonly computed?: boolean | undefined
  /** True if only the response to the create contains it. */
  readonly once?: boolean | undefined
  /** True if an empty string means null. */
  readonly emptyIsNull?: boolean | undefined
  /** True for a part of the object's identity. Numbers and strings of digits are then interchangeable. */
  readonly identifies?: boolean | undefined
}

/** The fields of an object's responses that are used, besides its ID. */
export type Fields = Readonly<Record<string, Field>>

/** A checked response, field by field. */
export interface Decoded {
  /** The valid fields. Null for an omitted nullable field. */
  readonly sound: Readonly<Record<string, unknown>>
  /** Fields that make the response invalid: `name is null instead of a string`. */
  readonly faults: readonly string[]
  /** Ignored computed fields, in the same form. */
  readonly unused: readonly string[]
}

const isInteger = (value: unknown): boolean =>
  typeof value === 'bigint' || Number.isSafeInteger(value)

const hasType = (type: FieldType, value: unknown): boolean => {
  switch (type) {
    case 'boolean':
      return typeof value === type
    case 'string':
      return typeof value === type && String(value).isWellFormed()
    case 'integer':
      return isInteger(value)
    case 'number':
      return typeof value === 'bigint' || Number.isFinite(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
  }
}

const kindOf = (value: unknown): string => {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'string' && !value.isWellFormed()) return 'invalid Unicode'
  return typeof value === 'bigint' ? 'a number' : `a ${typeof value}`
}

const nameOf = (type: FieldType): string => (/^[aio]/.test(type) ? `an ${type}` : `a ${type}`)

const readField = ({ type, identifies }: Field, value: unknown): unknown => {
  if (identifies && (type === 'integer' || type === 'string')) return readId(value, type)
  return hasType(type, value) ? value : undefined
}

// Never the value: it may be a secret.
const complain = (name: string, { type }: Field, value: unknown): string =>
  `${name} is ${kindOf(value)} instead of ${nameOf(type)}`

type Verdict = 'sound' | 'fault' | 'unused' | 'absent'

const judge = (field: Field, value: unknown, read: unknown): Verdict => {
  if (read !== undefined) return 'sound'
  if (value === undefined && field.once) return 'absent'
  if ((value === null || value === undefined) && field.nullable) return 'sound'
  return field.computed || field.once ? 'unused' : 'fault'
}

const valueOf = ({ emptyIsNull }: Field, value: unknown): unknown =>
  emptyIsNull && value === '' ? null : value

/** Reads the valid fields of a response. */
export const decodeFields = (fields: Fields, data: Readonly<Record<string, unknown>>): Decoded => {
  const sound: Record<string, unknown> = {}
  const faults: string[] = []
  const unused: string[] = []
  for (const [name, field] of Object.entries(fields)) {
    const value = valueOf(field, Object.hasOwn(data, name) ? data[name] : undefined)
    const read = readField(field, value)
    const verdict = judge(field, value, read)
    if (verdict === 'sound') sound[name] = read ?? null
    if (verdict === 'fault') faults.push(complain(name, field, value))
    if (verdict === 'unused') unused.push(complain(name, field, value))
  }
  return { sound, faults, unused }
}
