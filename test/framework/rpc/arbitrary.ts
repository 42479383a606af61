import * as fc from 'fast-check'
import type { FieldDescriptor, Types } from '../../../src/framework/rpc/descriptor.ts'

/** Any message of the type, nested up to `depth` deep. Of a oneof at most one field is there. */
export const arbitraryMessage = (
  types: Types,
  name: string,
  depth = 3,
): fc.Arbitrary<Record<string, unknown>> => {
  const type = types[name]
  if (!type || !('fields' in type)) throw new TypeError(`no message ${name}`)
  const fields = Object.entries(type.fields)
    .filter(([, field]) => depth > 0 || !isMessage(types, field.type))
    .map(([key, field]) => [key, arbitraryField(types, field, depth)] as const)
  const rivals = Object.values(type.oneofs ?? {}).map(({ oneof }) => oneof)
  return fc
    .record(Object.fromEntries(fields), { requiredKeys: [] })
    .map((message) => withoutRivals(message, rivals))
}

const withoutRivals = (message: Record<string, unknown>, rivals: readonly string[][]) => {
  const extra = rivals.flatMap((oneof) => oneof.filter((key) => key in message).slice(1))
  return Object.fromEntries(Object.entries(message).filter(([key]) => !extra.includes(key)))
}

const isMessage = (types: Types, name: string) => {
  const type = types[name]
  return type !== undefined && 'fields' in type
}

const arbitraryField = (types: Types, { type, keyType, rule }: FieldDescriptor, depth: number) => {
  const item = arbitraryItem(types, type, depth)
  if (keyType) return fc.dictionary(fc.string(), item, { maxKeys: 3, noNullPrototype: true })
  return rule === 'repeated' ? fc.array(item, { maxLength: 3 }) : item
}

const arbitraryItem = (types: Types, name: string, depth: number): fc.Arbitrary<unknown> => {
  const type = types[name]
  if (type === undefined) return scalar(name)
  return 'values' in type
    ? fc.constantFrom(...Object.keys(type.values))
    : arbitraryMessage(types, name, depth - 1)
}

const scalar = (name: string): fc.Arbitrary<unknown> => {
  switch (name) {
    case 'bool':
      return fc.boolean()
    case 'bytes':
      return fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
    case 'int32':
      return fc.integer()
    case 'uint32':
      return fc.nat().map((value) => value * 2 + 1)
    case 'int64':
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)
    default:
      return fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('0', 'false'))
  }
}
