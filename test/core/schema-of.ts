import type {
  GetProviderSchemaResponse,
  ResourceIdentitySchema,
  SchemaAttribute,
  SchemaObject,
  Schema as WireSchema,
} from '../../src/framework/rpc/proto.ts'
import type {
  Attribute,
  Nesting,
  Role,
  Schema,
  TypeNode,
} from '../../src/framework/schema/schema.ts'
import { parseWireType } from '../../src/framework/value/wire-type.ts'

/** A schema that Terraform cannot use, or that this core does not support. */
export class WireSchemaError extends Error {
  readonly attribute: string
  constructor(attribute: string, fault: string) {
    super(`schema of ${attribute}: ${fault}`)
    this.name = 'WireSchemaError'
    this.attribute = attribute
  }
}

export interface VersionedSchema {
  readonly version: number
  readonly attributes: Schema
}

/** What Terraform reads from GetProviderSchema. */
export interface Schemas {
  readonly provider: Schema
  readonly resources: ReadonlyMap<string, VersionedSchema>
  readonly dataSources: ReadonlyMap<string, VersionedSchema>
  readonly plansDestroy: boolean
}

/** @throws WireSchemaError */
export const schemasOf = (response: GetProviderSchemaResponse): Schemas => {
  if (!response.provider) throw new WireSchemaError('provider', 'missing provider schema')
  return {
    provider: schemaOf(response.provider, 'provider').attributes,
    resources: mapOf(response.resource_schemas, ''),
    dataSources: mapOf(response.data_source_schemas, 'data.'),
    plansDestroy: response.server_capabilities?.plan_destroy === true,
  }
}

const mapOf = (schemas: Readonly<Record<string, WireSchema>> = {}, prefix: string) =>
  new Map(
    Object.entries(schemas).map(([type, schema]) => [type, schemaOf(schema, `${prefix}${type}`)]),
  )

/** @throws WireSchemaError */
export const schemaOf = ({ version = '0', block }: WireSchema, at: string): VersionedSchema => {
  if (block?.block_types?.length) throw new WireSchemaError(at, 'nested blocks are not known here')
  return { version: Number(version), attributes: attributesOf(block?.attributes, at) }
}

/** The provider sets all attributes of an identity. */
export const identitySchemaOf = ({ identity_attributes = [] }: ResourceIdentitySchema): Schema =>
  Object.fromEntries(
    identity_attributes.map(({ name = '', type, description = '' }) => [
      name,
      { role: 'computed', type: parseType(type, name), description },
    ]),
  )

const attributesOf = (attributes: readonly SchemaAttribute[] = [], at: string): Schema =>
  Object.fromEntries(
    attributes.map((attribute) => {
      const { name = '' } = attribute
      return [name, attributeOf(attribute, `${at}.${name}`)]
    }),
  )

const attributeOf = (attribute: SchemaAttribute, at: string): Attribute => ({
  role: roleOf(attribute, at),
  type: typeOf(attribute, at),
  description: attribute.description ?? '',
  ...(attribute.sensitive ? { sensitive: true } : {}),
  ...(attribute.deprecated ? { deprecated: attribute.deprecation_message ?? '' } : {}),
})

// Terraform core, internal/configs/configschema/internal_validate.go.
const roleOf = (
  { required = false, optional = false, computed = false, write_only }: SchemaAttribute,
  at: string,
): Role => {
  if (required && (optional || computed)) {
    throw new WireSchemaError(at, 'cannot be required and optional or computed')
  }
  if (write_only) {
    if (computed) throw new WireSchemaError(at, 'cannot be write-only and computed')
    return 'writeOnly'
  }
  if (required) return 'required'
  if (optional) return computed ? 'optionalComputed' : 'optional'
  if (computed) return 'computed'
  throw new WireSchemaError(at, 'must be required, optional or computed')
}

const typeOf = ({ type, nested_type }: SchemaAttribute, at: string): TypeNode => {
  if (!nested_type) return parseType(type, at)
  if (type?.length) throw new WireSchemaError(at, 'has both a type and a nested type')
  return nestedOf(nested_type, at)
}

const parseType = (bytes: Uint8Array | undefined, at: string): TypeNode => {
  if (!bytes?.length) throw new WireSchemaError(at, 'has no type')
  return parseWireType(JSON.parse(Buffer.from(bytes).toString('utf8')))
}

const NESTINGS: Readonly<Record<string, Nesting>> = {
  SINGLE: 'single',
  LIST: 'list',
  SET: 'set',
  MAP: 'map',
}

const nestedOf = ({ nesting = 'INVALID', attributes }: SchemaObject, at: string): TypeNode => {
  const known = NESTINGS[nesting]
  if (!known) throw new WireSchemaError(at, `nesting ${nesting}`)
  return { kind: 'nested', nesting: known, attributes: attributesOf(attributes, at) }
}
