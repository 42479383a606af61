import { readId } from './id.ts'

export type FieldType = 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

/** What answers hold in one field of an object. */
export interface Field {
  readonly type: FieldType
  /** True where null is a value like any other, and may be left out. */
  readonly nullable?: boolean | undefined
  /** True where dbt Cloud decides the value: one that cannot be used is left out, and fails nothing. */
  readonly computed?: boolean | undefined
  /** True where only the answer to the create has it. */
  readonly once?: boolean | undefined
  /** True of a part of the object's identity: a number as text is a number, and the other way round. */
  readonly identifies?: boolean | undefined
}

/** All that is used of an object's answers, besides its id. */
export type Fields = Readonly<Record<string, Field>>

/** An answer, field by field. */
export interface Decoded {
  /** Whatever can be used; null for a nullable field that was left out. */
  readonly sound: Readonly<Record<string, unknown>>
  /** Fields that fail the answer: `name is null instead of a string`. */
  readonly faults: readonly string[]
  /** Computed fields that were left out, in the same words. */
  readonly unused: readonly string[]
}

const isInteger = (value: unknown): boolean =>
  typeof value === 'bigint' || Number.isSafeInteger(value)

const hasType = (type: FieldType, value: unknown): boolean => {
  switch (type) {
    case 'boolean':
    case 'string':
      return typeof value === type
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

/** Takes of an answer what it may be believed for. */
export const decodeFields = (fields: Fields, data: Readonly<Record<string, unknown>>): Decoded => {
  const sound: Record<string, unknown> = {}
  const faults: string[] = []
  const unused: string[] = []
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(data, name) ? data[name] : undefined
    const read = readField(field, value)
    const verdict = judge(field, value, read)
    if (verdict === 'sound') sound[name] = read ?? null
    if (verdict === 'fault') faults.push(complain(name, field, value))
    if (verdict === 'unused') unused.push(complain(name, field, value))
  }
  return { sound, faults, unused }
}
