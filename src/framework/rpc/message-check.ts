import type { EnumDescriptor, FieldDescriptor, MessageDescriptor, Types } from './descriptor.ts'

/** A message that does not match its type. Encoding it would silently lose data. */
export class MessageError extends Error {
  override readonly name = 'MessageError'
  /** Where in the message: `Response.diagnostics[0].severity`. */
  readonly path: string

  constructor(path: string, expected: string, found: unknown) {
    super(`${path}: expected ${expected}, found ${kindOf(found)}`)
    this.path = path
  }
}

const kindOf = (value: unknown) => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return value instanceof Uint8Array ? 'bytes' : typeof value
}

/** Throws `MessageError` unless each field of `value` is one that the type `name` has, and fits it. */
export const checkMessage = (types: Types, name: string, value: unknown): void =>
  checkType(types, { path: name, type: name }, value)

interface Place {
  readonly path: string
  readonly type: string
}

const checkType = (types: Types, { path, type }: Place, value: unknown): void => {
  const named = types[type]
  if (named === undefined) checkScalar({ path, type }, value)
  else if ('values' in named) checkEnum(named, path, value)
  else checkFields(types, { path, message: named }, value)
}

const checkFields = (
  types: Types,
  { path, message }: { path: string; message: MessageDescriptor },
  value: unknown,
) => {
  const given = Object.entries(recordAt(path, value)).filter(([, item]) => item !== undefined)
  for (const [name, item] of given) {
    const field = message.fields[name]
    if (field) checkField(types, { path: `${path}.${name}`, field }, item)
    else if (!message.oneofs?.[name])
      throw new MessageError(`${path}.${name}`, 'no field of this name', item)
  }
  for (const [name, { oneof }] of Object.entries(message.oneofs ?? {})) {
    if (given.filter(([key]) => oneof.includes(key)).length > 1) {
      throw new MessageError(`${path}.${name}`, `one of ${oneof.join(', ')}`, value)
    }
  }
}

const checkField = (
  types: Types,
  { path, field }: { path: string; field: FieldDescriptor },
  value: unknown,
) => {
  const { type, rule, keyType } = field
  if (keyType) {
    for (const [key, item] of Object.entries(recordAt(path, value))) {
      checkType(types, { path: `${path}[${key}]`, type }, item)
    }
  } else if (rule === 'repeated') {
    if (!Array.isArray(value)) throw new MessageError(path, 'an array', value)
    value.forEach((item, index) => checkType(types, { path: `${path}[${index}]`, type }, item))
  } else checkType(types, { path, type }, value)
}

const recordAt = (path: string, value: unknown): object => {
  const isRecord = typeof value === 'object' && value !== null && kindOf(value) === 'object'
  if (!isRecord) throw new MessageError(path, 'an object', value)
  return value
}

const checkEnum = ({ values }: EnumDescriptor, path: string, value: unknown) => {
  if (typeof value !== 'string' || !Object.hasOwn(values, value)) {
    throw new MessageError(path, `one of ${Object.keys(values).join(', ')}`, value)
  }
}

const INT64 = { low: -(2n ** 63n), high: 2n ** 63n - 1n }

const isInt64 = (value: unknown) =>
  typeof value === 'string' &&
  /^-?\d+$/.test(value) &&
  BigInt(value) >= INT64.low &&
  BigInt(value) <= INT64.high

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  bool: (value) => typeof value === 'boolean',
  bytes: (value) => value instanceof Uint8Array,
  int32: (value) => value === Number(value) && value === (value | 0),
  int64: isInt64,
  string: (value) => typeof value === 'string',
  uint32: (value) => value === Number(value) && value === value >>> 0,
}

const checkScalar = ({ path, type }: Place, value: unknown) => {
  if (!SCALARS[type]?.(value)) throw new MessageError(path, type, value)
}
