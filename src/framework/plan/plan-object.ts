import { isComputed } from '../schema/attribute.ts'
import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isUnknown, unknown } from '../schema/unknown.ts'
import type { ObjectValue, Value } from '../value/value.ts'
import { isNothing, isObject, isWhollyKnown, mapObject, memberOf } from '../value/value.ts'
import { agree, correlate, correlateEqual } from './correlate.ts'
import { effective, elementWithDefaults } from './defaults.ts'
import { hasEquality } from './element-key.ts'
import { CONFIGURED } from './reading.ts'
import { isSame } from './same.ts'

/** One place in the tree: its configured, stored, and proposed values. */
export interface Place {
  readonly config: Value
  readonly prior: Value
  readonly proposed: Value
}

/**
 * `keep` proposes the stored value. `mark` plans unknown for everything that the API may change. `renew` does
 * the same for a new list element, in which nothing is stable, and `open` for a set element that may match a
 * stored one, whose text would then be kept.
 */
export type Mode = 'keep' | 'mark' | 'renew' | 'open'

type NestedType = Extract<TypeNode, { kind: 'nested' }>

const step = (place: Place, name: string): Place => ({
  config: memberOf(place.config, name),
  prior: memberOf(place.prior, name),
  proposed: memberOf(place.proposed, name),
})

/** The planned object. The role, the flags, and the configuration determine each attribute. */
export const planObject = (schema: Schema, place: Place, mode: Mode): ObjectValue => {
  const exists = isObject(place.prior)
  return mapObject(schema, (attribute, name) =>
    planAttribute(attribute, { ...step(place, name), exists }, mode),
  )
}

const planAttribute = (
  attribute: Attribute,
  place: Place & { readonly exists: boolean },
  mode: Mode,
): Value => {
  if (attribute.role === 'writeOnly') return null
  const config = effective(attribute, place.config)
  if (!isNothing(config)) return planConfigured(attribute.type, { ...place, config }, mode)
  if (!isComputed(attribute)) return config
  // Terraform proposes null for a nested value that may have been configured before. If it is not configured,
  // it is kept, like every other value that the API can set.
  if (mode === 'keep') return place.proposed ?? place.prior
  if (attribute.once && place.exists) return place.prior
  const isKept = attribute.stable && mode === 'mark' && place.prior !== null
  return isKept ? place.prior : unknown
}

const planConfigured = (type: TypeNode, place: Place, mode: Mode): Value => {
  const { config, prior } = place
  if (isUnknown(config)) return config
  if (type.kind === 'nested') return planNested(type, place, mode)
  if (mode === 'open' && hasEquality(type)) return unknown
  return isSame(type, prior, config) ? prior : config
}

const planNested = (type: NestedType, place: Place, mode: Mode): Value => {
  switch (type.nesting) {
    case 'single':
      return planElement(type.attributes, place, mode)
    case 'map':
      return planMap(type, place, mode)
    case 'list':
      return planList(type, place, mode)
    case 'set':
      return planSet(type, place, mode)
  }
}

const planElement = (schema: Schema, place: Place, mode: Mode): Value =>
  isUnknown(place.config) || place.config === null ? place.config : planObject(schema, place, mode)

const planMap = ({ attributes }: NestedType, place: Place, mode: Mode): Value =>
  isObject(place.config)
    ? mapObject(place.config, (_, key) => planElement(attributes, step(place, key), mode))
    : place.config

const item = (value: Value, index: number): Value =>
  Array.isArray(value) ? (value[index] ?? null) : null

const planList = ({ attributes }: NestedType, place: Place, mode: Mode): Value => {
  const { config, prior, proposed } = place
  if (!Array.isArray(config)) return config
  return config.map((element: Value, index) => {
    const at = { config: element, prior: item(prior, index), proposed: item(proposed, index) }
    return planElement(attributes, at, mode === 'mark' ? listMode(attributes, at) : mode)
  })
}

// The same index may be another element, so stable values are kept only if the elements agree.
const listMode = (attributes: Schema, { config, prior }: Place): Mode => {
  const said = elementWithDefaults(attributes, config)
  return agree(attributes, [said, prior], CONFIGURED) ? 'mark' : 'renew'
}

// Elements of a set have no key. Each matches the stored one that agrees in all configured values
// (Terraform core, objchange.go, setElementCompareValue).
const planSet = ({ attributes }: NestedType, { config, prior }: Place, mode: Mode): Value => {
  if (!Array.isArray(config)) return config
  const said = config.map((element: Value) => elementWithDefaults(attributes, element))
  const held = Array.isArray(prior) ? prior : []
  const isCertain = isWhollyKnown(config)
  const match = isCertain ? correlate : correlateEqual
  const stored = match(attributes, [said, held], CONFIGURED)
  const others = isCertain || held.length === 0 || mode === 'keep' ? mode : 'open'
  return config.map((element: Value, index) => {
    const found = stored[index]
    const at = { config: element, prior: found ?? null, proposed: found ?? null }
    return planElement(attributes, at, found === undefined ? others : mode)
  })
}
