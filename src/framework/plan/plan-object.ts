import { isComputed } from '../schema/attribute.ts'
import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isUnknown, unknown } from '../schema/unknown.ts'
import type { ObjectValue, Value } from '../value/value.ts'
import { buildObject, isObject, memberOf } from '../value/value.ts'
import { correlate } from './correlate.ts'
import { isSame } from './same.ts'

/** One place of the tree as the host sees it: what is configured, stored and proposed there. */
export interface Place {
  readonly config: Value
  readonly prior: Value
  readonly proposed: Value
}

/** `keep` proposes what is there; `mark` says unknown wherever the API may decide anew. */
export type Mode = 'keep' | 'mark'

type NestedType = Extract<TypeNode, { kind: 'nested' }>

const step = (place: Place, name: string): Place => ({
  config: memberOf(place.config, name),
  prior: memberOf(place.prior, name),
  proposed: memberOf(place.proposed, name),
})

/** The planned object: each attribute decided by its role, its flags and what is configured. */
export const planObject = (schema: Schema, place: Place, mode: Mode): ObjectValue => {
  const exists = isObject(place.prior)
  return buildObject(
    Object.entries(schema).map(([name, attribute]) => [
      name,
      planAttribute(attribute, { ...step(place, name), exists }, mode),
    ]),
  )
}

const planAttribute = (
  attribute: Attribute,
  place: Place & { readonly exists: boolean },
  mode: Mode,
): Value => {
  if (attribute.role === 'writeOnly') return null
  if (place.config !== null) return planConfigured(attribute.type, place, mode)
  // A default is plain data of the attribute's own type, checked by `checkSchema`.
  if (attribute.default !== undefined)
    return settled(attribute.type, place.prior, attribute.default as Value)
  if (!isComputed(attribute)) return null
  // The host proposes null for a nested value that might have been configured before (objchange.go).
  if (mode === 'keep') return place.proposed ?? place.prior
  if (attribute.once && place.exists) return place.prior
  return attribute.stable && place.prior !== null ? place.prior : unknown
}

const planConfigured = (type: TypeNode, place: Place, mode: Mode): Value => {
  if (isUnknown(place.config)) return place.config
  if (type.kind === 'nested') return planNested(type, place, mode)
  return settled(type, place.prior, place.config)
}

const settled = (type: TypeNode, prior: Value, next: Value): Value =>
  isSame(type, prior, next) ? prior : next

const planNested = (type: NestedType, place: Place, mode: Mode): Value => {
  const plan = (inner: Place): Value =>
    isUnknown(inner.config) || inner.config === null
      ? inner.config
      : planObject(type.attributes, inner, mode)
  switch (type.nesting) {
    case 'single':
      return plan(place)
    case 'map':
      return planMap(place, plan)
    case 'list':
      return planList(place, plan)
    case 'set':
      return planSet(type, place, plan)
  }
}

type PlanElement = (place: Place) => Value

const planMap = (place: Place, plan: PlanElement): Value =>
  isObject(place.config)
    ? buildObject(Object.keys(place.config).map((key) => [key, plan(step(place, key))]))
    : place.config

const item = (value: Value, index: number): Value =>
  Array.isArray(value) ? (value[index] ?? null) : null

const planList = ({ config, prior, proposed }: Place, plan: PlanElement): Value =>
  Array.isArray(config)
    ? config.map((element: Value, index) =>
        plan({ config: element, prior: item(prior, index), proposed: item(proposed, index) }),
      )
    : config

// Elements of a set have no name: each is matched to the stored one that says the same
// wherever the configuration says something (Terraform core, objchange.go, setElementCompareValue).
const planSet = (type: NestedType, { config, prior }: Place, plan: PlanElement): Value => {
  if (!Array.isArray(config)) return config
  const stored = correlate(type.attributes, config, prior)
  return config.map((element: Value, index) => {
    const match = stored[index] ?? null
    return plan({ config: element, prior: match, proposed: match })
  })
}
