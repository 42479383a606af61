import type { Schema, TypeNode } from '../schema/schema.ts'
import { CodecError } from '../value/codec-error.ts'
import { decodeJson } from '../value/json.ts'
import { decode, encode } from '../value/msgpack.ts'
import { buildObject, isObject, type ObjectValue, type Value } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import type { DynamicValue } from './proto.ts'

/** A value on the wire. Null is msgpack `c0`: some hosts do not take an empty message for null. */
export const toWire = (value: Value, schema: Schema): DynamicValue => ({
  msgpack: encode(value, schemaType(schema)),
})

/** As {@link toWire}, with null for each attribute whose value is not of the schema. */
export const soundToWire = (value: Value, schema: Schema): DynamicValue =>
  toWire(isObject(value) ? soundPart(value, schema) : value, schema)

const soundPart = (object: ObjectValue, schema: Schema): ObjectValue =>
  buildObject(
    Object.entries(schema).map(([name, { type }]) => {
      const value = object[name] ?? null
      return [name, isSound(value, type) ? value : null]
    }),
  )

const isSound = (value: Value, type: TypeNode): boolean => {
  try {
    encode(value, type)
    return true
  } catch (error) {
    if (error instanceof CodecError) return false
    throw error
  }
}

/** An object from the wire, or null where the host says null or nothing. */
export const fromWire = (wire: DynamicValue | undefined, schema: Schema): ObjectValue | null => {
  const value = decodeWire(wire, schema)
  if (value === null || isObject(value)) return value
  throw new CodecError([], 'an object or null', 'an unknown value')
}

/** As {@link fromWire} where the protocol promises an object. */
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
