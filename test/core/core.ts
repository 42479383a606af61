import { fromWire, toWire } from '../../src/framework/rpc/dynamic-value.ts'
import type { Schema } from '../../src/framework/schema/schema.ts'
import { isUnimplemented, type ProviderClient } from './client.ts'
import { type ConfigInput, readConfig } from './config.ts'
import { broken, type Diagnosis, diagnosesOf, heed, isFailed, misfit } from './diagnosis.ts'
import { assertDataRead } from './read-rules.ts'
import { type ManagedResource, manageResource, type PlainState, plainObject } from './resource.ts'
import { identitySchemaOf, type Schemas, schemasOf, type VersionedSchema } from './schema-of.ts'
import { capabilities } from './target.ts'

export interface DataReport {
  readonly isFailed: boolean
  readonly diagnostics: readonly Diagnosis[]
  readonly state: PlainState | null
}

/** A running, configured provider from the perspective of Terraform's core. */
export interface Core {
  readonly schemas: Schemas
  /** A new, empty address of a type, by its full name. */
  resource(type: string): ManagedResource
  readDataSource(type: string, config: ConfigInput): Promise<DataReport>
}

/** A type that the provider does not declare. */
export class UnknownTypeError extends Error {
  readonly type: string
  constructor(type: string) {
    super(`Invalid resource type: The provider does not support ${type}`)
    this.name = 'UnknownTypeError'
    this.type = type
  }
}

export interface StartOptions {
  readonly providerConfig?: ConfigInput
  readonly terraformVersion?: string
}

/**
 * Reads the provider's schemas and configures it.
 *
 * @throws Refusal if the provider rejects its configuration, WireSchemaError for an unusable schema
 */
export const startCore = async (
  client: ProviderClient,
  { providerConfig = {}, terraformVersion = '1.11.4' }: StartOptions = {},
): Promise<Core> => {
  const response = await client.call('GetProviderSchema', {})
  heed(diagnosesOf(response.diagnostics))
  const schemas = schemasOf(response)
  const identities = await identitySchemas(client)
  const config = toWire(readConfig(schemas.provider, providerConfig), schemas.provider)
  heed(diagnosesOf((await client.call('ValidateProviderConfig', { config })).diagnostics))
  const configure = {
    config,
    terraform_version: terraformVersion,
    client_capabilities: capabilities,
  }
  heed(diagnosesOf((await client.call('ConfigureProvider', configure)).diagnostics))
  const { resources, dataSources, plansDestroy } = schemas
  return {
    schemas,
    resource: (type) => {
      const { attributes: schema, version } = find(resources, type)
      const identity = identities.get(type)
      return manageResource({ client, type, schema, version, identity, plansDestroy })
    },
    readDataSource: (type, config) =>
      readDataSource(client, [type, find(dataSources, type).attributes], config),
  }
}

const find = (schemas: ReadonlyMap<string, VersionedSchema>, type: string): VersionedSchema => {
  const found = schemas.get(type)
  if (!found) throw new UnknownTypeError(type)
  return found
}

/** The only method that a provider may omit. */
const identitySchemas = async (client: ProviderClient): Promise<ReadonlyMap<string, Schema>> => {
  try {
    const response = await client.call('GetResourceIdentitySchemas', {})
    heed(diagnosesOf(response.diagnostics))
    const schemas = Object.entries(response.identity_schemas ?? {})
    return new Map(schemas.map(([type, schema]) => [type, identitySchemaOf(schema)]))
  } catch (error) {
    if (isUnimplemented(error)) return new Map()
    throw error
  }
}

const readDataSource = async (
  client: ProviderClient,
  [type_name, schema]: readonly [type: string, schema: Schema],
  input: ConfigInput,
): Promise<DataReport> => {
  const config = toWire(readConfig(schema, input), schema)
  const validated = await client.call('ValidateDataResourceConfig', { type_name, config })
  const complaints = diagnosesOf(validated.diagnostics)
  if (isFailed(complaints)) return { isFailed: true, diagnostics: complaints, state: null }
  const request = { type_name, config, client_capabilities: capabilities }
  const response = await client.call('ReadDataSource', request)
  const diagnostics = [...complaints, ...diagnosesOf(response.diagnostics)]
  if (isFailed(diagnostics)) return { isFailed: true, diagnostics, state: null }
  try {
    const state = fromWire(response.state, schema)
    const faults = broken(assertDataRead(schema, state))
    const all = [...diagnostics, ...faults]
    return { isFailed: isFailed(all), diagnostics: all, state: plainObject(state) }
  } catch (error) {
    return { isFailed: true, diagnostics: [...diagnostics, misfit(error)], state: null }
  }
}
