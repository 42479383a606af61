// Terraform core, internal/plans/objchange/objchange.go.
import { isComputed } from '../../src/framework/schema/attribute.ts'
import type { Attribute, Schema } from '../../src/framework/schema/schema.ts'
import { isUnknown } from '../../src/framework/schema/unknown.ts'
import { equal } from '../../src/framework/value/equal.ts'
import { buildObject, isArray, isObject, type Value } from '../../src/framework/value/value.ts'
import { schemaType } from '../../src/framework/value/wire-type.ts'
import { field, has, items, keys, type NestedType } from './values.ts'

/**
 * The new state that Terraform proposes: the configuration, and the prior value of computed attributes
 * that it does not set. Unknown values come only from the configuration.
 */
export const proposeNew = (schema: Schema, prior: Value, config: Value): Value =>
  config === null ? prior : proposeObject(schema, prior, config)

const proposeObject = (schema: Schema, prior: Value, config: Value): Value =>
  config === null
    ? null
    : buildObject(
        Object.entries(schema).map(([name, attribute]) => [
          name,
          proposeAttribute(attribute, field(prior, name), field(config, name)),
        ]),
      )

const proposeAttribute = (attribute: Attribute, prior: Value, config: Value): Value => {
  if (isComputed(attribute) && config === null)
    return wasConfigured(attribute, prior) ? null : prior
  return attribute.type.kind === 'nested' ? proposeNested(attribute.type, prior, config) : config
}

const proposeNested = (type: NestedType, prior: Value, config: Value): Value => {
  if (isUnknown(config) || config === null) return config
  switch (type.nesting) {
    case 'single':
      return proposeObject(type.attributes, prior, config)
    case 'list':
      return proposeList(type, prior, config)
    case 'map':
      return proposeMap(type, prior, config)
    case 'set':
      return proposeSet(type, prior, config)
  }
}

const proposeList = (type: NestedType, prior: Value, config: Value): Value => {
  const before = items(prior)
  return items(config).map((element, index) =>
    index < before.length
      ? proposeObject(type.attributes, before[index] ?? null, element)
      : element,
  )
}

const proposeMap = (type: NestedType, prior: Value, config: Value): Value =>
  buildObject(
    keys(config).map((key) => [
      key,
      proposeObject(type.attributes, field(prior, key), field(config, key)),
    ]),
  )

const proposeSet = (type: NestedType, prior: Value, config: Value): Value => {
  const free = [...items(prior)]
  return items(config).map((element) => {
    const at = free.findIndex((candidate) => couldComeFrom(type.attributes, candidate, element))
    const [match = null] = at < 0 ? [] : free.splice(at, 1)
    return proposeObject(type.attributes, match, element)
  })
}

/**
 * If the prior value of an optional and computed nested attribute contains something that only a
 * configuration can set, it was configured before. It is no longer configured, so it is dropped.
 */
const wasConfigured = ({ role, type }: Attribute, prior: Value): boolean =>
  role === 'optionalComputed' && type.kind === 'nested' && holdsConfigured(type, prior)

const holdsConfigured = (type: NestedType, value: Value): boolean =>
  elements(type, value).some((element) =>
    Object.entries(type.attributes).some(([name, attribute]) => {
      const held = field(element, name)
      if (held === null) return false
      return (
        !isComputed(attribute) ||
        (attribute.type.kind === 'nested' && holdsConfigured(attribute.type, held))
      )
    }),
  )

const elements = ({ nesting }: NestedType, value: Value): readonly Value[] => {
  if (nesting === 'map') return keys(value).map((key) => field(value, key))
  return nesting === 'single' ? [value] : items(value)
}

/** True if the stored element can be the configured one with computed values added. */
const couldComeFrom = (schema: Schema, prior: Value, config: Value): boolean =>
  equal(prior, config, schemaType(schema)) ||
  prior === null ||
  (isObject(config) && fieldsDerive(schema, prior, config))

const nestedDerives = (type: NestedType, prior: Value, config: Value): boolean => {
  if (equal(prior, config, type)) return true
  // Elements of an inner set cannot be correlated, so only equal ones match.
  if (type.nesting === 'set') return false
  if (type.nesting === 'single') return couldComeFrom(type.attributes, prior, config)
  const configured = items(config)
  return isArray(prior)
    ? prior.every(
        (held, index) =>
          index < configured.length &&
          couldComeFrom(type.attributes, held, configured[index] ?? null),
      )
    : keys(prior).every(
        (key) =>
          has(config, key) && couldComeFrom(type.attributes, field(prior, key), field(config, key)),
      )
}

const fieldsDerive = (schema: Schema, prior: Value, config: Value): boolean =>
  Object.entries(schema).every(([name, attribute]) =>
    attributeDerives(attribute, field(prior, name), field(config, name)),
  )

const attributeDerives = (attribute: Attribute, prior: Value, config: Value): boolean => {
  if (equal(prior, config, attribute.type)) return true
  if (attribute.type.kind === 'set') return false
  if (attribute.type.kind === 'nested') return nestedDerives(attribute.type, prior, config)
  return isComputed(attribute) && config === null
}
