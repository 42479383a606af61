import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { unknown } from '../schema/unknown.ts'
import {
  buildObject,
  isArray,
  mapObject,
  memberOf,
  type ObjectValue,
  type Value,
} from '../value/value.ts'
import { agree, correlate } from './correlate.ts'
import { RETURNED } from './reading.ts'
import { returnedValue } from './returned-value.ts'

/** What a verb returned: declared fields, `undefined` for unchanged ones, and undeclared fields. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether fields marked `once` may come from the verb (a create) or keep the stored value (a read). */
export type OnceRule = 'takes-once' | 'keeps-once'

/**
 * The state after a verb: the plan or the prior state, overlaid with the returned fields that the schema
 * declares. `null` clears, and `undefined` keeps. If the values are equal by the type's own equality, the
 * previous text is kept.
 */
export const merge = (
  schema: Schema,
  base: Value,
  [fields, onceRule]: [Fields, OnceRule],
): ObjectValue =>
  buildObject(
    Object.entries(schema).map(([name, attribute]) => {
      const before = memberOf(base, name)
      return [name, mergeAttribute(attribute, before, [fields[name], onceRule])]
    }),
  )

/** As {@link merge}, for one attribute of the object. */
export const mergeAttribute = (
  attribute: Attribute,
  before: Value,
  [returned, onceRule]: [unknown, OnceRule],
): Value => {
  if (attribute.role === 'writeOnly') return null
  if (returned === undefined) return before
  if (attribute.once && onceRule === 'keeps-once') return before
  return mergeValue(attribute.type, before, [returned, onceRule])
}

const mergeValue = (type: TypeNode, before: Value, returned: [unknown, OnceRule]): Value => {
  if (type.kind !== 'nested') return returnedValue(type, before, returned[0])
  return returned[0] === null ? null : mergeNested(type, before, returned)
}

// The codec rejects a value that does not match the declared type, and names the attribute.
const unchecked = (value: unknown): Value => value as Value

type NestedType = Extract<TypeNode, { kind: 'nested' }>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const mergeNested = (
  type: NestedType,
  before: Value,
  [value, onceRule]: [unknown, OnceRule],
): Value => {
  const element = (base: Value, fields: unknown): Value =>
    isFields(fields) ? merge(type.attributes, base, [fields, onceRule]) : unchecked(fields)
  if (type.nesting === 'single') return element(before, value)
  if (type.nesting === 'map') return mergeMap(before, value, element)
  if (!Array.isArray(value)) return unchecked(value)
  const bases = basesOf(type, before, value)
  return value.map((fields, index) => element(bases[index] ?? null, fields))
}

/**
 * For each returned element, the previous element whose values it keeps where it sets none. A set has no
 * order, and in a list an earlier element may have been removed. So only elements that agree are the same,
 * and no secret moves to another element.
 */
const basesOf = (
  { nesting, attributes }: NestedType,
  before: Value,
  returned: readonly unknown[],
): readonly (Value | undefined)[] => {
  const held = isArray(before) ? before : []
  const said = returned.map((fields) => sayAll(attributes, fields))
  if (nesting === 'set') return correlate(attributes, [said, held], RETURNED)
  return said.map((one, index) => {
    const base = held[index]
    return base !== undefined && agree(attributes, [one, base], RETURNED) ? base : undefined
  })
}

type MergeElement = (base: Value, fields: unknown) => Value

const mergeMap = (before: Value, value: unknown, element: MergeElement): Value =>
  isFields(value)
    ? buildObject(
        Object.entries(value).map(([key, fields]) => [key, element(memberOf(before, key), fields)]),
      )
    : unchecked(value)

/** A returned element as a value of its schema, with unknown for omitted attributes. */
const sayAll = (schema: Schema, fields: unknown): Value =>
  isFields(fields)
    ? mapObject(schema, ({ type }, name) => {
        const value = fields[name]
        return value === undefined ? unknown : sayNested(type, value)
      })
    : unchecked(fields)

const sayNested = (type: TypeNode, value: unknown): Value => {
  if (type.kind === 'dynamic') return returnedValue(type, null, value)
  if (type.kind !== 'nested') return unchecked(value)
  const { nesting, attributes } = type
  if (nesting === 'single') return sayAll(attributes, value)
  if (Array.isArray(value)) return value.map((one) => sayAll(attributes, one))
  return isFields(value) ? mapObject(value, (one) => sayAll(attributes, one)) : unchecked(value)
}
