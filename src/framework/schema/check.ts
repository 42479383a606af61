import { isName, schemaFaults } from './check-attribute.ts'
import type { AnyProvider } from './provider.ts'

/** Thrown for a declaration that hosts cannot use. This is an error in the provider. */
export class DeclarationError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The provider's declarations are invalid:\n${faults.join('\n')}`)
    this.name = 'DeclarationError'
    this.faults = faults
  }
}

type Resource = AnyProvider['resources'][number]

/**
 * The violations of the rules of the protocol and of Terraform in a provider's declarations. Terraform rejects
 * all types of a provider because of one invalid attribute.
 */
export const checkDeclarations = (provider: AnyProvider): readonly string[] => [
  ...schemaFaults('provider', provider.schema, 'provider'),
  ...provider.resources.flatMap((resource) => [
    ...schemaFaults(resource.type, resource.schema, 'resource'),
    ...versionFaults(resource),
    ...identityFaults(resource),
  ]),
  ...provider.dataSources.flatMap(({ type, schema }) =>
    schemaFaults(`data.${type}`, schema, 'data source'),
  ),
  ...typeNameFaults(provider.resources, 'resource'),
  ...typeNameFaults(provider.dataSources, 'data source'),
]

const typeNameFaults = (
  of: readonly { readonly type: string }[],
  word: string,
): readonly string[] => [
  ...of
    .filter(({ type }, index) => of.findIndex((other) => other.type === type) !== index)
    .map(({ type }) => `${type}: declared as a ${word} twice`),
  ...of.filter(({ type }) => !isName(type)).map(({ type }) => `${type}: invalid ${word} name`),
]

const versionFaults = ({ type, version = 0, upgrade = {} }: Resource): readonly string[] => {
  if (!Number.isSafeInteger(version) || version < 0)
    return [`${type}: its version is a whole number from 0, not ${version}`]
  return Object.keys(upgrade)
    .filter((from) => Number(from) >= version)
    .map((from) => `${type}: an upgrade from version ${from}, but the version is ${version}`)
}

const identityFaults = (resource: Resource): readonly string[] => {
  const { type, identity = ['id'] } = resource
  const names: readonly string[] = identity
  return [
    ...(names.length === 0 ? [`${type}: its identity names no attribute`] : []),
    ...names.flatMap((name, index) =>
      names.indexOf(name) === index ? [] : [`${type}: its identity names ${name} twice`],
    ),
    ...names.flatMap((name) => partFaults(resource, name)),
    ...compositeFaults(resource, names),
  ]
}

const partFaults = ({ type, schema }: Resource, name: string): readonly string[] => {
  if (!Object.hasOwn(schema, name))
    return [`${type}: its identity names ${name}, which its schema does not have`]
  const { role, sensitive, type: node } = schema[name]
  if (role === 'writeOnly') return [`${type}.${name}: an identity cannot be write-only`]
  if (sensitive)
    return [`${type}.${name}: an identity cannot be sensitive, because messages and logs show it`]
  return node.kind === 'string' || node.kind === 'int64'
    ? []
    : [`${type}.${name}: an identity is made of strings and integers, not of a ${node.kind}`]
}

// An `id` with several parts consists of their joined texts.
const compositeFaults = ({ type, schema }: Resource, names: readonly string[]) =>
  Object.hasOwn(schema, 'id') && !names.includes('id') && schema.id.type.kind !== 'string'
    ? [
        `${type}.id: an id made of ${names.join(' and ')} is a string, not an ${schema.id.type.kind}`,
      ]
    : []
