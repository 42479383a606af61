import { guarded } from '../schema/guarded.ts'
import { formatPath, type Path } from '../schema/path.ts'
import type { Complaint } from '../schema/resource.ts'
import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isObject, isWhollyKnown, type Value } from '../value/value.ts'

/** Whether the host keeps write-only values out of the state (client capability, protocol 6.8). */
export interface HostAbilities {
  readonly writeOnly: boolean
}

interface Visit extends HostAbilities {
  readonly path: Path
  /** Where a complaint points: the path, but not into a set. */
  readonly anchor: Path
}

/** Complaints of the declared rules about a configuration. Whatever is unknown passes. */
export const validateConfig = (
  schema: Schema,
  config: Value,
  abilities: HostAbilities,
): readonly Complaint[] => visitObject(schema, config, { ...abilities, path: ROOT, anchor: ROOT })

const ROOT: Path = []

const visitObject = (schema: Schema, value: Value, visit: Visit): readonly Complaint[] =>
  isObject(value)
    ? Object.entries(schema).flatMap(([name, attribute]) =>
        visitAttribute(attribute, value[name] ?? null, enter(visit, { attribute: name })),
      )
    : []

const enter = (visit: Visit, step: Path[number]): Visit => {
  const path = [...visit.path, step]
  return { ...visit, path, anchor: visit.anchor === visit.path ? path : visit.anchor }
}

const visitAttribute = (attribute: Attribute, value: Value, visit: Visit): readonly Complaint[] => {
  const at = { path: visit.anchor }
  const name = formatPath(visit.path)
  if (value === null)
    return attribute.role === 'required'
      ? [{ ...at, summary: `Missing ${name}`, detail: `The attribute ${name} must be set.` }]
      : []
  if (attribute.role === 'computed')
    return [
      {
        ...at,
        summary: `${name} cannot be set`,
        detail: `The provider decides ${name}. Remove it from the configuration.`,
      },
    ]
  if (attribute.role === 'writeOnly' && !visit.writeOnly) return [{ ...at, ...refusal(name) }]
  const rules = isWhollyKnown(value) ? broken(attribute, value, visit) : []
  return [...deprecation(attribute, name, at), ...rules, ...visitType(attribute.type, value, visit)]
}

const refusal = (name: string) => ({
  summary: `${name} needs a newer host`,
  detail:
    `${name} is write-only. This host would store it in the state: ` +
    'use Terraform 1.11 or OpenTofu 1.11 or later.',
})

const deprecation = (
  attribute: Attribute,
  name: string,
  at: { readonly path: Path },
): readonly Complaint[] =>
  attribute.deprecated === undefined
    ? []
    : [
        {
          ...at,
          severity: 'warning',
          summary: `${name} is deprecated`,
          detail: attribute.deprecated,
        },
      ]

const broken = (attribute: Attribute, value: Value, visit: Visit): readonly Complaint[] =>
  (attribute.validate ?? [])
    // A validator was declared for the attribute's own type, which the codec has checked.
    // One that throws does not accept it.
    .filter((rule) => !guarded(false, () => rule.accepts(value as never)))
    .map((rule) => ({
      path: visit.anchor,
      summary: `Invalid ${formatPath(visit.path)}`,
      detail: `Expected ${rule.expects}, got ${describeKind(value)}.`,
    }))

/** What kind of value it is, without the value: `text of 3 characters`. */
export const describeKind = (value: Value): string => {
  if (typeof value === 'string') return `text of ${value.length} characters`
  if (Array.isArray(value)) return `a collection of ${value.length}`
  if (typeof value === 'boolean') return 'a boolean'
  return isObject(value) ? 'an object' : 'a number'
}

const visitType = (type: TypeNode, value: Value, visit: Visit): readonly Complaint[] => {
  if (type.kind !== 'nested') return []
  const { attributes } = type
  if (type.nesting === 'single') return visitObject(attributes, value, visit)
  if (type.nesting === 'map')
    return isObject(value)
      ? Object.entries(value).flatMap(([key, inner]) =>
          visitObject(attributes, inner, enter(visit, { key })),
        )
      : []
  if (!Array.isArray(value)) return []
  return value.flatMap((inner: Value, index) =>
    visitObject(attributes, inner, element(type, visit, index)),
  )
}

// The path of a set's element can be written for a person, but not sent: the anchor stays behind.
const element = ({ nesting }: NestedType, visit: Visit, index: number): Visit =>
  nesting === 'set' ? { ...visit, path: [...visit.path, { index }] } : enter(visit, { index })

type NestedType = Extract<TypeNode, { kind: 'nested' }>
