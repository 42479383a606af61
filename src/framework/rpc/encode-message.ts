import type { EnumDescriptor, FieldDescriptor, MessageDescriptor, Types } from './descriptor.ts'
import { checkMessage } from './message-check.ts'
import { WIRE } from './wire-reader.ts'
import { WireWriter } from './wire-writer.ts'

/** The protobuf encoding of `message`. Throws `MessageError` where its type does not allow it. */
export const encodeMessage = (types: Types, name: string, message: object): Buffer => {
  checkMessage(types, name, message)
  const writer = new WireWriter()
  const type = types[name]
  if (type && 'fields' in type) writeFields({ types, writer }, type, message)
  return writer.finish()
}

/** `as`: `checkMessage` has seen that the value is what its field's type says. `never` fits any type. */
const seen = (value: unknown) => value as never

interface Target {
  readonly types: Types
  readonly writer: WireWriter
}

/** From the last to the first, as the writer wants it. */
const writeFields = (target: Target, { fields, oneofs = {} }: MessageDescriptor, value: object) => {
  const explicit = new Set(Object.values(oneofs).flatMap(({ oneof }) => oneof))
  const given = new Map<string, unknown>(Object.entries(value))
  for (const [name, field] of Object.entries(fields).toReversed()) {
    const item = given.get(name)
    if (item !== undefined) writeField(target, { ...field, isExplicit: explicit.has(name) }, item)
  }
}

/** `isExplicit`: the field's zero is written, too, because its presence means something. */
interface Field extends FieldDescriptor {
  readonly isExplicit: boolean
}

const writeField = (target: Target, field: Field, value: unknown) => {
  if (field.keyType) {
    for (const entry of Object.entries(seen(value)).toReversed()) writeEntry(target, field, entry)
  } else if (field.rule === 'repeated') {
    const items: readonly unknown[] = seen(value)
    for (const item of items.toReversed()) writeItem(target, field, item)
  } else if (field.isExplicit || !isZero(target.types, field, value)) {
    writeItem(target, field, value)
  }
}

/** A field without explicit presence is left out when it has its type's zero. */
const isZero = (types: Types, { type }: FieldDescriptor, value: unknown) => {
  const named = types[type]
  if (named) return 'values' in named && numberOf(named, value) === 0
  return type === 'string' || type === 'bytes' ? isEmpty(seen(value)) : BigInt(seen(value)) === 0n
}

const isEmpty = ({ length }: { readonly length: number }) => length === 0

const writeEntry = (target: Target, field: Field, [key, value]: readonly [string, unknown]) =>
  writeDelimited(target.writer, field.id, () => {
    writeItem(target, { ...field, id: 2 }, value)
    writeItem(target, { type: 'string', id: 1 }, key)
  })

const writeItem = (
  { types, writer }: Target,
  { type, id }: Pick<FieldDescriptor, 'type' | 'id'>,
  value: unknown,
) => {
  const named = types[type]
  if (named && 'fields' in named) {
    writeDelimited(writer, id, () => writeFields({ types, writer }, named, seen(value)))
  } else if (type === 'string') writeDelimited(writer, id, () => writer.text(seen(value)))
  else if (type === 'bytes') writeDelimited(writer, id, () => writer.bytes(seen(value)))
  else {
    writer.varint(integerOf(named, value))
    writer.tag(id, WIRE.varint)
  }
}

const integerOf = (type: EnumDescriptor | undefined, value: unknown) =>
  type ? numberOf(type, value) : BigInt(seen(value))

const numberOf = ({ values }: EnumDescriptor, value: unknown) => {
  const name: string = seen(value)
  return values[name] ?? 0
}

const writeDelimited = (writer: WireWriter, id: number, write: () => void) => {
  const before = writer.size
  write()
  writer.varint(writer.size - before)
  writer.tag(id, WIRE.delimited)
}
