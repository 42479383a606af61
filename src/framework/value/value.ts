import type { TypeNode } from '../schema/schema.ts'
import { Unknown } from '../schema/unknown.ts'
import { Decimal, type NumberValue } from './number.ts'

/** A map, an object or a nested single. It has no prototype: a key may be `__proto__`. */
export type ObjectValue = { readonly [name: string]: Value }

/** Every value of the framework. Its type (`TypeNode`) travels beside it. */
export type Value =
  | null
  | Unknown
  | string
  | boolean
  | NumberValue
  | Dynamic
  | readonly Value[]
  | ObjectValue

/** A value that brings its own type, where the schema says `dynamic`. */
export class Dynamic {
  readonly type: TypeNode
  readonly value: Value
  constructor(type: TypeNode, value: Value) {
    this.type = type
    this.value = value
  }
}

export const emptyObject = <T = Value>(): Record<string, T> => Object.create(null)

/** An object without prototype; of two entries with one name the last one counts. */
export const buildObject = <T = Value>(
  entries: Iterable<readonly [name: string, value: T]>,
): Record<string, T> => {
  const object = emptyObject<T>()
  for (const [name, value] of entries) object[name] = value
  return object
}

/** An object without prototype that has the same names; each value is mapped. */
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

/** The value under a name; null where there is none, or no object. */
export const memberOf = (value: Value, name: string): Value =>
  isObject(value) ? (value[name] ?? null) : null

/** True of a value that says nothing: null, also one that brings its type (`tostring(null)`). */
export const isNothing = (value: Value): boolean =>
  value === null || (value instanceof Dynamic && value.value === null)

/** True when no part of the value is unknown. */
export const isWhollyKnown = (value: Value): boolean => {
  if (value instanceof Unknown) return false
  if (value instanceof Dynamic) return isWhollyKnown(value.value)
  if (isArray(value)) return value.every(isWhollyKnown)
  return !isObject(value) || Object.values(value).every(isWhollyKnown)
}
