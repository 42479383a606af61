import type { AnyProvider } from './provider.ts'
import type { Attribute, Schema, TypeNode } from './schema.ts'

/** Raised for a declaration that no host can use: an error of the provider's author. */
export class DeclarationError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The provider's declarations cannot be used:\n${faults.join('\n')}`)
    this.name = 'DeclarationError'
    this.faults = faults
  }
}

// Terraform checks no provider's schema, it misbehaves or panics later
// (Terraform core, internal/configs/configschema/internal_validate.go).
const NAME = /^[a-z_][a-z0-9_]*$/
const RESERVED = {
  resource: [
    'connection',
    'count',
    'depends_on',
    'for_each',
    'lifecycle',
    'provider',
    'provisioner',
  ],
  provider: ['alias', 'version'],
  nested: [],
} as const

/**
 * Checks every declaration of a provider against the rules of the protocol.
 *
 * @throws DeclarationError that lists every fault by type and attribute
 */
export const checkProvider = (provider: AnyProvider): void => {
  const faults = [
    ...faultsOf('provider', provider.schema, RESERVED.provider),
    ...provider.resources.flatMap((resource) => [
      ...faultsOf(resource.type, resource.schema, RESERVED.resource),
      ...identityFaults(resource),
    ]),
    ...provider.dataSources.flatMap(({ type, schema }) =>
      faultsOf(`data.${type}`, schema, RESERVED.resource),
    ),
    ...duplicates(provider.resources, 'resource'),
    ...duplicates(provider.dataSources, 'data source'),
  ]
  if (faults.length > 0) throw new DeclarationError(faults)
}

const duplicates = (of: readonly { readonly type: string }[], word: string): readonly string[] =>
  of
    .filter(({ type }, index) => of.findIndex((other) => other.type === type) !== index)
    .map(({ type }) => `${type}: declared as a ${word} twice`)

const identityFaults = ({ type, schema, identity = ['id'] }: AnyProvider['resources'][number]) =>
  identity
    .filter((name) => !(name in schema))
    .map((name) => `${type}: its identity names ${name}, which its schema does not have`)

const faultsOf = (where: string, schema: Schema, reserved: readonly string[]): readonly string[] =>
  Object.entries(schema).flatMap(([name, attribute]) => {
    const at = `${where}.${name}`
    return [
      ...(NAME.test(name) && name !== '__proto__' ? [] : [`${at}: not a name for an attribute`]),
      ...(reserved.includes(name) ? [`${at}: a name that Terraform keeps for itself`] : []),
      ...attributeFaults(at, attribute),
    ]
  })

const attributeFaults = (at: string, attribute: Attribute): readonly string[] => {
  const { role, type, description } = attribute
  const configurable = role !== 'computed'
  return [
    ...(description.endsWith('.') ? [] : [`${at}: its description is no sentence`]),
    ...(attribute.once && configurable ? [`${at}: only a computed attribute is told once`] : []),
    ...(attribute.default !== undefined && role !== 'optionalComputed'
      ? [`${at}: only an optional and computed attribute has a default`]
      : []),
    ...typeFaults(at, type),
  ]
}

// Only the plan of an attribute asks for its text's own equality: within a collection it would be
// silently ignored.
const holdsEquality = (type: TypeNode): boolean => {
  if (type.kind === 'string') return type.same !== undefined
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map')
    return holdsEquality(type.of)
  return type.kind === 'object' && Object.values(type.of).some(holdsEquality)
}

const typeFaults = (at: string, type: TypeNode): readonly string[] => {
  if (type.kind !== 'string' && holdsEquality(type))
    return [`${at}: a text with an equality of its own cannot be an element`]
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map')
    return type.kind === 'set' && holdsDynamic(type.of)
      ? [`${at}: a set cannot hold a dynamic value`]
      : typeFaults(at, type.of)
  if (type.kind !== 'nested') return []
  const inner = [
    ...faultsOf(at, type.attributes, RESERVED.nested),
    ...onceFaults(at, type.attributes),
  ]
  return type.nesting === 'set' ? [...inner, ...setFaults(at, type.attributes)] : inner
}

// An element is not sure to be found again: its secret would be lost or go to another one.
const onceFaults = (at: string, schema: Schema): readonly string[] =>
  Object.entries(schema)
    .filter(([, { once }]) => once)
    .map(([name]) => `${at}.${name}: only an attribute of the object itself is told once`)

const setFaults = (at: string, schema: Schema): readonly string[] =>
  Object.entries(schema)
    .filter(([, { role, type }]) => role === 'writeOnly' || holdsDynamic(type))
    .map(([name]) => `${at}.${name}: a set cannot hold a dynamic or write-only value`)

const holdsDynamic = (type: TypeNode): boolean => {
  if (type.kind === 'dynamic') return true
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map')
    return holdsDynamic(type.of)
  if (type.kind === 'object') return Object.values(type.of).some(holdsDynamic)
  return type.kind === 'nested' && Object.values(type.attributes).some((a) => holdsDynamic(a.type))
}
