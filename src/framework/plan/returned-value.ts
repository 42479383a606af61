import type { TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { canonical } from '../value/equal.ts'
import { isNumber } from '../value/number.ts'
import { partOf, structural } from '../value/structural.ts'
import {
  Dynamic,
  isArray,
  isNothing,
  isObject,
  mapObject,
  memberOf,
  type Value,
} from '../value/value.ts'
import { toPlain } from './plain.ts'
import { hasPlainForm, meansTheSame, rounded } from './same.ts'

/**
 * The result of a verb, with the previous form of equal values: text that is equal by the type's own equality,
 * a number with the same double, a dynamic value that is equal in plain JavaScript.
 */
export const returnedValue = (type: TypeNode, before: Value, returned: unknown): Value => {
  const value = unchecked(returned)
  if (value === null) return isNothing(before) ? before : null
  if (type.kind === 'dynamic') return returnedDynamic(before, returned)
  if (typeof value !== 'object') return isAsBefore(type, before, value) ? before : value
  return hasPlainForm(type) ? returnedParts(type, before, value) : value
}

// The codec rejects a value that does not match the declared type, and names the attribute.
const unchecked = (value: unknown): Value => value as Value

const isAsBefore = (type: TypeNode, before: Value, value: Value): boolean =>
  before !== null && typeof before !== 'boolean' && meansTheSame(type, before, value)

const returnedParts = (type: TypeNode, before: Value, value: Value): Value => {
  if (isArray(value) && structural(type).kind === 'set') return returnedSet(type, before, value)
  if (isArray(value))
    return value.map((one, index) =>
      returnedValue(partOf(type, index), isArray(before) ? (before[index] ?? null) : null, one),
    )
  return isObject(value)
    ? mapObject(value, (one, name) =>
        returnedValue(partOf(type, name), memberOf(before, name), one),
      )
    : value
}

const returnedSet = (type: TypeNode, before: Value, value: readonly Value[]): Value => {
  const of = partOf(type, 0)
  const text = (one: Value) => canonical(rounded(of, one), of)
  const held = new Map((isArray(before) ? before : []).map((one) => [text(one), one]))
  return value.map((one) => held.get(text(one)) ?? one)
}

const DYNAMIC: TypeNode = { kind: 'dynamic' }

const returnedDynamic = (before: Value, returned: unknown): Value => {
  if (returned instanceof Dynamic || isUnknown(returned)) return returned
  const value = dynamicOf(returned)
  const isAsItWas = text(dynamicOf(toPlain(DYNAMIC, before, (hole) => hole))) === text(value)
  return isAsItWas ? before : value
}

const text = ({ type, value }: Dynamic): string => canonical(rounded(type, value), type)

/**
 * Plain JavaScript as a dynamic value, with the type of the same literal in Terraform's language. The codec rejects
 * anything that JSON does not have, such as a `Date`.
 */
export const dynamicOf = (plain: unknown): Dynamic => {
  if (plain instanceof Dynamic) return plain
  if (typeof plain === 'string') return new Dynamic({ kind: 'string' }, plain)
  if (typeof plain === 'boolean') return new Dynamic({ kind: 'bool' }, plain)
  if (isNumber(plain)) return new Dynamic({ kind: 'number' }, plain)
  if (Array.isArray(plain)) return tupleOf(plain.map(dynamicOf))
  if (plain === null || plain === undefined) return new Dynamic(DYNAMIC, null)
  return isPlainObject(plain)
    ? objectOf(Object.entries(plain))
    : new Dynamic(DYNAMIC, unchecked(plain))
}

const isPlainObject = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

const tupleOf = (parts: readonly Dynamic[]): Dynamic =>
  new Dynamic(
    { kind: 'tuple', of: parts.map(({ type }) => type) },
    parts.map(({ value }) => value),
  )

const objectOf = (entries: readonly (readonly [string, unknown])[]): Dynamic => {
  const parts = mapObject(Object.fromEntries(entries), dynamicOf)
  const of = mapObject(parts, ({ type }) => type)
  return new Dynamic(
    { kind: 'object', of },
    mapObject(parts, ({ value }) => value),
  )
}
