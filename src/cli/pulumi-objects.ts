import { propertyName, pulumiId, resourceToken } from '../docs/index.ts'
import type { AnyProvider, AnyResource, Schema } from '../framework/index.ts'
import type { StateObject } from './state-objects.ts'

/** An object of a Terraform state as Pulumi names it. */
export interface PulumiObject {
  /** `dbtcloud:index/scimConfigToken:ScimConfigToken` */
  readonly type: string
  readonly name: string
  /** The ID for `pulumi import`. */
  readonly id: string
  /** The output with the ID. Undefined for the ID of the resource itself. */
  readonly idOutput: string | undefined
  /** The values that only a create returns, by their outputs. */
  readonly secrets: Readonly<Record<string, string>>
}

/** `module.a["x"].okta["y"]` as `a-x-okta-y`. */
const nameOf = (place: string): string =>
  place
    .replaceAll(/(?:^|\.)module\./g, '.')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')

const secretsOf = (
  schema: Schema,
  attributes: StateObject['attributes'],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(schema).flatMap(([name, { once, type }]) => {
      const value = attributes[name]
      return once && typeof value === 'string' ? [[propertyName(name, type, schema), value]] : []
    }),
  )

const idOutputOf = (provider: string, { type, schema }: AnyResource): string | undefined => {
  const id = pulumiId({ type, schema, package: provider })
  return id.kind === 'own' ? undefined : id.property
}

const objectOf = (provider: string, resource: AnyResource, object: StateObject): PulumiObject => ({
  type: resourceToken(provider, resource.type),
  name: nameOf(object.place),
  id: (resource.identity ?? ['id']).map((name) => String(object.attributes[name])).join(':'),
  idOutput: idOutputOf(provider, resource),
  secrets: secretsOf(resource.schema, object.attributes),
})

/** Two places may have the same name, such as `a_b` in `["c"]` and `["c "]`. */
const withOwnName = (object: PulumiObject, index: number, all: readonly PulumiObject[]) => {
  const { type, name, id } = object
  const isTaken = all.some((one, at) => at !== index && one.type === type && one.name === name)
  return isTaken ? { ...object, name: `${name}-${id}` } : object
}

/** The objects of this provider in a Terraform state. Those that Terraform is about to delete are left out. */
export const pulumiObjects = (
  { name, resources }: AnyProvider,
  objects: readonly StateObject[],
): readonly PulumiObject[] =>
  objects
    .filter(({ isDeposed }) => !isDeposed)
    .flatMap((object) => {
      const resource = resources.find(({ type }) => `${name}_${type}` === object.type)
      return resource === undefined ? [] : [objectOf(name, resource, object)]
    })
    .map(withOwnName)
