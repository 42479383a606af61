import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { Decimal } from '../value/number.ts'
import { partOf } from '../value/structural.ts'
import { buildObject, Dynamic, mapObject, type ObjectValue, type Value } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'

/** The value of an omitted attribute: null, or unknown if a verb may set it. */
export type Missing = (attribute: Attribute) => Value

/**
 * An author's value (a default, the result of a plan hook), completed with every attribute of its type.
 * Invalid parts do not change. The codec rejects them with their path.
 */
export const complete = (type: TypeNode, value: unknown, missing: Missing): Value => {
  if (Array.isArray(value))
    return value.map((one, index) => complete(partType(type, index), one, missing))
  if (!isRecord(value)) return unchecked(value)
  if (type.kind === 'nested' && type.nesting === 'single')
    return completeObject(type.attributes, value, missing)
  return mapObject(value, (one, name) => complete(partType(type, name), one, missing))
}

const completeObject = (
  schema: Schema,
  value: Readonly<Record<string, unknown>>,
  missing: Missing,
): ObjectValue => {
  const foreign = Object.entries(value).filter(([name]) => !Object.hasOwn(schema, name))
  const known = Object.entries(schema).map(([name, attribute]): [string, Value] => {
    const held = Object.hasOwn(value, name) ? value[name] : undefined
    if (attribute.role === 'writeOnly') return [name, null]
    if (held === undefined) return [name, missing(attribute)]
    return [name, complete(attribute.type, held, missing)]
  })
  return buildObject([...known, ...foreign.map(([name, held]) => [name, unchecked(held)] as const)])
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !(isUnknown(value) || value instanceof Dynamic || value instanceof Decimal)

// The codec checks the author's value.
const unchecked = (value: unknown): Value => value as Value

/** The type of one element, entry or field. */
const partType = (type: TypeNode, part: string | number): TypeNode =>
  type.kind === 'nested' ? schemaType(type.attributes) : partOf(type, part)
