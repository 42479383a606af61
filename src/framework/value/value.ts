import type { TypeNode } from '../schema/schema.ts'
import { Unknown } from '../schema/unknown.ts'
import { Decimal, type NumberValue } from './number.ts'

/** A map, an object, or a nested single object. It has no prototype, because a key may be `__proto__`. */
export type ObjectValue = { readonly [name: string]: Value }

/** A value of the framework. Its type (`TypeNode`) is passed separately. */
export type Value =
  | null
  | Unknown
  | string
  | boolean
  | NumberValue
  | Dynamic
  | readonly Value[]
  | ObjectValue

/** A value with its own type, for `dynamic` in the schema. */
export class Dynamic {
  readonly type: TypeNode
  readonly value: Value
  constructor(type: TypeNode, value: Value) {
    this.type = type
    this.value = value
  }
}

export const emptyObject = <T = Value>(): Record<string, T> => Object.create(null)

/** An object without prototype. The last of several entries with the same name is used. */
export const buildObject = <T = Value>(
  entries: Iterable<readonly [name: string, value: T]>,
): Record<string, T> => {
  const object = emptyObject<T>()
  for (const [name, value] of entries) object[name] = value
  return object
}

/** An object without prototype that has the same names and mapped values. */
export const mapObject = <T, R>(
  record: Readonly<Record<string, T>>,
  map: (value: T, name: string) => R,
): Record<string, R> =>
  buildObject(Object.entries(record).map(([name, value]) => [name, map(value, name)] as const))

export const sortedEntries = <T>(
  record: Readonly<Record<string, T>>,
): readonly (readonly [name: string, value: T])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))

export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value)

export const isObject = (value: Value): value is ObjectValue =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Unknown || value instanceof Dynamic || value instanceof Decimal)

/** The value of a name. Null if there is none, or no object. */
export const memberOf = (value: Value, name: string): Value =>
  isObject(value) ? (value[name] ?? null) : null

/** True for null, including a typed null (`tostring(null)`). */
export const isNothing = (value: Value): boolean =>
  value === null || (value instanceof Dynamic && value.value === null)

/** True if no part of the value is unknown. */
export const isWhollyKnown = (value: Value): boolean => {
  if (value instanceof Unknown) return false
  if (value instanceof Dynamic) return isWhollyKnown(value.value)
  if (isArray(value)) return value.every(isWhollyKnown)
  return !isObject(value) || Object.values(value).every(isWhollyKnown)
}
