import type { EnumDescriptor, FieldDescriptor, MessageDescriptor, Types } from './descriptor.ts'
import { WIRE, WireReader } from './wire-reader.ts'

/**
 * The message in `bytes`. An absent field is absent in the object, except for lists. A oneof holds the name of the
 * field that is present. Throws `WireError` for bytes that are not a message.
 */
export const decodeMessage = (types: Types, name: string, bytes: Uint8Array): object => {
  const type = types[name]
  if (!type || !('fields' in type)) throw new TypeError(`no message ${name}`)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return readMessage(types, type, new WireReader(buffer))
}

const readMessage = (types: Types, type: MessageDescriptor, reader: WireReader): object => {
  const found = startMessage(type)
  const fields = fieldsById(type)
  while (!reader.isDone) {
    const { id, wireType } = reader.tag()
    const named = fields.get(id)
    if (named && wireTypeOf(types, named.field) === wireType) {
      put(found, named, readItem(types, named.field, reader))
    } else reader.skip(wireType)
  }
  return finishMessage(type, found)
}

interface NamedField {
  readonly name: string
  readonly field: FieldDescriptor
}

const known = new WeakMap<MessageDescriptor, ReadonlyMap<number, NamedField>>()

const fieldsById = (type: MessageDescriptor): ReadonlyMap<number, NamedField> => {
  const fields =
    known.get(type) ??
    new Map(Object.entries(type.fields).map(([name, field]) => [field.id, { name, field }]))
  known.set(type, fields)
  return fields
}

/** Lists are arrays, and maps lists of entries, until the message ends. */
type Found = Map<string, unknown>

const startMessage = ({ fields }: MessageDescriptor): Found =>
  new Map(
    Object.entries(fields)
      .filter(([, { rule }]) => rule === 'repeated')
      .map(([name]) => [name, []]),
  )

const put = (found: Found, { name, field }: NamedField, value: unknown) => {
  if (field.rule !== 'repeated' && !field.keyType) found.set(name, value)
  else {
    const items = found.get(name)
    if (Array.isArray(items)) items.push(value)
    else found.set(name, [value])
  }
}

const finishMessage = ({ fields, oneofs = {} }: MessageDescriptor, found: Found) => {
  for (const [name, { keyType }] of Object.entries(fields)) {
    // `as`: `readItem` made them.
    const entries = found.get(name) as Entry[] | undefined
    if (keyType && entries) found.set(name, Object.fromEntries(entries))
  }
  for (const [name, { oneof }] of Object.entries(oneofs)) {
    const chosen = oneof.find((field) => found.has(field))
    // The compiler makes a oneof with an underscore of each `optional` field.
    if (chosen !== undefined && !name.startsWith('_')) found.set(name, chosen)
  }
  return Object.fromEntries(found)
}

const wireTypeOf = (types: Types, { type, keyType }: FieldDescriptor) => {
  const named = types[type]
  const isDelimited = named ? 'fields' in named : type === 'string' || type === 'bytes'
  return keyType || isDelimited ? WIRE.delimited : WIRE.varint
}

const readItem = (types: Types, field: FieldDescriptor, reader: WireReader): unknown => {
  if (field.keyType) return readEntry(types, field, new WireReader(reader.delimited()))
  const type = types[field.type]
  if (type && 'fields' in type) return readMessage(types, type, new WireReader(reader.delimited()))
  if (type) return enumName(type, reader.size())
  return readScalar(field.type, reader)
}

type Entry = readonly [key: string, value: unknown]

/** An entry is a message of two fields. Where one is absent it has its zero. */
const readEntry = (types: Types, { type }: FieldDescriptor, reader: WireReader): Entry => {
  const key = { type: 'string', id: 1 }
  const value = { type, id: 2 }
  const entry: { key?: string; value?: unknown } = readMessage(
    types,
    { fields: { key, value } },
    reader,
  )
  return [entry.key ?? '', entry.value ?? readItem(types, value, new WireReader(ZERO))]
}

/** An empty string or message. */
const ZERO = Buffer.of(0)

/** A value that is newer than this program keeps its number. */
const enumName = ({ values }: EnumDescriptor, number: number) =>
  Object.keys(values).find((name) => values[name] === number) ?? number

const readScalar = (type: string, reader: WireReader) => {
  if (type === 'string') return reader.delimited().toString()
  if (type === 'bytes') return reader.delimited()
  const bits = reader.varint()
  if (type === 'bool') return bits !== 0n
  if (type === 'uint32') return Number(BigInt.asUintN(32, bits))
  return type === 'int32' ? Number(BigInt.asIntN(32, bits)) : String(BigInt.asIntN(64, bits))
}
