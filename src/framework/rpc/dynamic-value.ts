import type { Schema } from '../schema/schema.ts'
import { CodecError } from '../value/codec-error.ts'
import { decodeJson } from '../value/json.ts'
import { decode, encode } from '../value/msgpack.ts'
import { isObject, type ObjectValue, type Value } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import type { DynamicValue } from './proto.ts'

/** A value on the wire. Null is msgpack `c0`, because some hosts do not accept an empty message for null. */
export const toWire = (value: Value, schema: Schema): DynamicValue => ({
  msgpack: encode(value, schemaType(schema)),
})

/** An object from the wire, or null if the host sent null or nothing. */
export const fromWire = (wire: DynamicValue | undefined, schema: Schema): ObjectValue | null => {
  const value = decodeWire(wire, schema)
  if (value === null || isObject(value)) return value
  throw new CodecError([], 'an object or null', 'an unknown value')
}

/** Like {@link fromWire}, for a field where the protocol guarantees an object. */
export const objectFromWire = (wire: DynamicValue | undefined, schema: Schema): ObjectValue => {
  const value = fromWire(wire, schema)
  if (value === null) throw new CodecError([], 'an object', 'null')
  return value
}

const decodeWire = (wire: DynamicValue | undefined, schema: Schema): Value => {
  if (wire?.msgpack?.length) return decode(wire.msgpack, schemaType(schema))
  if (wire?.json?.length)
    return decodeJson(Buffer.from(wire.json).toString('utf8'), schemaType(schema))
  return null
}
