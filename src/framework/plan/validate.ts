import { isTrue } from '../schema/guarded.ts'
import type { Complaint } from '../schema/resource.ts'
import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isArray, isNothing, isObject, isWhollyKnown, type Value } from '../value/value.ts'
import { toPlain } from './plain.ts'
import { showValue } from './show.ts'
import { twinComplaints } from './twins.ts'
import * as at from './visit.ts'

/** Whether the host does not store write-only values (client capability, protocol 6.8). */
export interface HostAbilities {
  readonly writeOnly: boolean
}

type Visit = at.Visit & HostAbilities

/** Complaints of the declared rules about a configuration. Unknown values are accepted. */
export const validateConfig = (
  schema: Schema,
  config: Value,
  abilities: HostAbilities,
): readonly Complaint[] => visitObject(schema, config, { ...at.start, ...abilities })

const visitObject = (schema: Schema, value: Value, visit: Visit): readonly Complaint[] =>
  isObject(value)
    ? Object.entries(schema).flatMap(([name, attribute]) =>
        visitAttribute(attribute, value[name] ?? null, at.enterAttribute(visit, name, attribute)),
      )
    : []

const visitAttribute = (attribute: Attribute, value: Value, visit: Visit): readonly Complaint[] => {
  const { type, role } = attribute
  if (isNothing(value)) return role === 'required' ? [missing(visit)] : []
  if (role === 'computed') return [decided(visit)]
  if (role === 'writeOnly' && !visit.writeOnly) return [unsafe(visit)]
  const rules = isWhollyKnown(value) ? broken(attribute, value, visit) : []
  return [...deprecation(attribute, visit), ...rules, ...visitType(type, value, visit)]
}

const missing = (visit: Visit): Complaint => ({
  path: visit.anchor,
  summary: `Missing ${at.nameOf(visit)}`,
  detail: `The attribute ${at.nameOf(visit)} must be set.`,
})

const decided = (visit: Visit): Complaint => ({
  path: visit.anchor,
  summary: `${at.nameOf(visit)} cannot be set`,
  detail: `The provider sets ${at.nameOf(visit)}. Remove it from the configuration.`,
})

const unsafe = (visit: Visit): Complaint => ({
  path: visit.anchor,
  summary: `${at.nameOf(visit)} needs a newer version of Terraform`,
  detail:
    `${at.nameOf(visit)} is write-only, and this version would store it in the state. ` +
    'Use Terraform 1.11 or OpenTofu 1.11 or later.',
})

const deprecation = ({ deprecated }: Attribute, visit: Visit): readonly Complaint[] =>
  deprecated === undefined
    ? []
    : [
        {
          path: visit.anchor,
          severity: 'warning',
          summary: `${at.nameOf(visit)} is deprecated`,
          detail: deprecated,
        },
      ]

const broken = (attribute: Attribute, value: Value, visit: Visit): readonly Complaint[] => {
  if (attribute.validate === undefined) return []
  const plain = toPlain(attribute.type, value, (hole) => hole)
  return (
    attribute.validate
      // The codec has checked that the value has the validator's type. A validator that throws does not
      // accept the value.
      .filter((rule) => !isTrue(() => rule.accepts(plain as never)))
      .map((rule) => ({
        path: visit.anchor,
        summary: `Invalid ${at.nameOf(visit)}`,
        detail: `Expected ${rule.expects}, got ${showValue(attribute.type, value, visit.isSensitive)}.`,
      }))
  )
}

const visitType = (type: TypeNode, value: Value, visit: Visit): readonly Complaint[] => {
  if (type.kind !== 'nested') return []
  const { attributes, nesting } = type
  if (nesting === 'single') return visitObject(attributes, value, visit)
  if (nesting === 'map')
    return isObject(value)
      ? Object.entries(value).flatMap(([key, inner]) =>
          visitObject(attributes, inner, at.enter(visit, { key })),
        )
      : []
  if (!isArray(value)) return []
  const within = value.flatMap((inner, index) =>
    visitObject(attributes, inner, at.enterElement(visit, nesting, index)),
  )
  return nesting === 'set' ? [...within, ...twinComplaints(attributes, value, visit)] : within
}
