import type { TypeNode } from '../schema/schema.ts'
import { isUnknown, type Unknown } from '../schema/unknown.ts'
import { formatNumber, isNumber, type NumberValue } from '../value/number.ts'
import { partOf } from '../value/structural.ts'
import { Dynamic, isArray, isObject, type Value } from '../value/value.ts'

/** An unknown value for an author: `undefined` in a verb, the `Unknown` in a hook. */
export type Hole = (unknown: Unknown) => unknown

/** The nearest double. */
export const toDouble = (value: NumberValue): number => Number(formatNumber(value))

/**
 * A value for an author, in plain JavaScript. A `number` is a double, as in JSON, and a dynamic value is its
 * content. `int64` and `decimal` remain exact.
 */
export const toPlain = (type: TypeNode, value: Value, hole: Hole): unknown => {
  if (isUnknown(value)) return hole(value)
  if (value instanceof Dynamic) return toPlain(value.type, value.value, hole)
  if (isNumber(value)) return type.kind === 'number' && !type.exact ? toDouble(value) : value
  if (isArray(value)) return value.map((one, index) => toPlain(partOf(type, index), one, hole))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, toPlain(partOf(type, name), one, hole)]),
  )
}
