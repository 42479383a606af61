import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isArray, isNothing, isObject, mapObject, type Value } from '../value/value.ts'
import { complete } from './complete.ts'
import { returnedValue } from './returned-value.ts'

const completed = new WeakMap<Attribute, Value>()

/** The default of an attribute, with all the parts of its type. Null if it has none. */
export const defaultOf = (attribute: Attribute): Value => {
  if (attribute.default === undefined) return null
  const known = completed.get(attribute)
  if (known !== undefined) return known
  const whole = complete(attribute.type, attribute.default, () => null)
  const value = returnedValue(attribute.type, null, whole)
  completed.set(attribute, value)
  return value
}

/** The effective configuration of one attribute: its default if it is not set. */
export const effective = (attribute: Attribute, config: Value): Value =>
  isNothing(config) && attribute.default !== undefined ? defaultOf(attribute) : config

/** A configured value with the defaults of its omitted attributes. */
export const withDefaults = (type: TypeNode, value: Value): Value => {
  if (type.kind !== 'nested') return value
  const element = (one: Value): Value => elementWithDefaults(type.attributes, one)
  if (type.nesting === 'single') return element(value)
  if (isArray(value)) return value.map(element)
  return type.nesting === 'map' && isObject(value) ? mapObject(value, element) : value
}

/** As {@link withDefaults}, for one object of a schema. */
export const elementWithDefaults = (schema: Schema, value: Value): Value =>
  isObject(value)
    ? mapObject(schema, (attribute, name) =>
        withDefaults(attribute.type, effective(attribute, value[name] ?? null)),
      )
    : value
