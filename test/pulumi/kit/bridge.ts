// The calls of each Pulumi operation, in the order in which the bridge makes them
// (pulumi-terraform-bridge 3.136, pkg/pf/tfbridge and dynamic/internal/shim/protov6).
import { toWire } from '../../../src/framework/rpc/dynamic-value.ts'
import type { Diagnostic } from '../../../src/framework/rpc/proto.ts'
import { equal } from '../../../src/framework/value/equal.ts'
import { decodeJson } from '../../../src/framework/value/json.ts'
import { isObject, type ObjectValue } from '../../../src/framework/value/value.ts'
import { schemaType } from '../../../src/framework/value/wire-type.ts'
import { type ConfigInput, readConfig } from '../../core/config.ts'
import type { Connection } from '../../core/plugin-client.ts'
import { proposeNew } from '../../core/propose.ts'
import { type PlainState, plainObject } from '../../core/resource.ts'
import { type Schemas, schemasOf } from '../../core/schema-of.ts'
import {
  type Answer,
  type Ask,
  ask,
  failuresOf,
  heed,
  heedPlan,
  readObject,
  readOptional,
  readPresent,
  replacements,
  ValueError,
} from './answer.ts'
import { autoname, type Naming } from './autoname.ts'
import { type Kept, keep, type Outputs, outputsOf, type Type } from './kept.ts'

export const BRIDGE_VERSION = '1.0.0+pulumi-terraform-bridge'

const client_capabilities = { write_only_attributes_allowed: true } as const

export interface Checked {
  readonly inputs: ConfigInput
  /** A resource with one of these is not processed further. */
  readonly failures: readonly Diagnostic[]
}

export interface Diff {
  readonly isChanged: boolean
  readonly replaces: readonly string[]
}

/** A provider behind the bridge. An operation rejects with the error that the user sees. */
export interface Bridge {
  readonly schemas: Schemas
  /** Every response so far, as received. */
  readonly answers: readonly Answer[]
  /** CheckConfig, then Configure. */
  configure(config: ConfigInput, terraformVersion?: string): Promise<void>
  check(type: string, values: ConfigInput, naming: Naming): Promise<Checked>
  preview(type: string, inputs: ConfigInput): Promise<Outputs>
  create(type: string, inputs: ConfigInput): Promise<Kept>
  diff(type: string, kept: Kept, inputs: ConfigInput): Promise<Diff>
  update(type: string, kept: Kept, inputs: ConfigInput): Promise<Kept>
  /** Read of a kept object. Undefined if it no longer exists. */
  refresh(type: string, kept: Pick<Kept, 'raw' | 'meta'>): Promise<Kept | undefined>
  /** Read of only an ID: `pulumi import`, and the `get` of a program. */
  import(type: string, id: string): Promise<Kept>
  delete(type: string, kept: Kept): Promise<void>
  invoke(type: string, args: ConfigInput): Promise<PlainState | null>
}

/** Raised for a type that the package does not have. */
export class NoSuchTypeError extends Error {
  constructor(type: string) {
    super(`the package has no type ${type}`)
    this.name = 'NoSuchTypeError'
  }
}

/** Requests the schema once per process. */
export const openBridge = async (connection: Pick<Connection, 'callRaw'>): Promise<Bridge> => {
  const answers: Answer[] = []
  const call = ask(connection, (answer) => answers.push(answer))
  const response = await call('GetProviderSchema', {})
  heed(response.diagnostics)
  const schemas = schemasOf(response)
  const on = (type: string): On => ({ call, ...find(schemas, type) })
  return {
    schemas,
    answers,
    configure: (config, version = BRIDGE_VERSION) => configure(call, schemas, [config, version]),
    check: (type, values, naming) => check(on(type), values, naming),
    preview: (type, inputs) => preview(on(type), inputs),
    create: (type, inputs) => apply(on(type), null, inputs),
    diff: (type, kept, inputs) => diff(on(type), kept, inputs),
    update: async (type, kept, inputs) =>
      apply(on(type), [await upgrade(on(type), kept), kept], inputs),
    refresh: (type, kept) => refresh(on(type), kept),
    import: (type, id) => importById(on(type), id),
    delete: (type, kept) => remove(on(type), kept),
    invoke: (type, args) => invoke(call, schemas, [type, args]),
  }
}

/** One resource type, and how to call its provider. */
type On = Type & { readonly call: Ask }

const find = ({ resources }: Schemas, type: string): Type => {
  const found = resources.get(type)
  if (!found) throw new NoSuchTypeError(type)
  return { type, schema: found.attributes, version: found.version }
}

const configure = async (
  call: Ask,
  { provider }: Schemas,
  [input, terraform_version]: readonly [ConfigInput, string],
): Promise<void> => {
  const config = toWire(readConfig(provider, input), provider)
  heed((await call('ValidateProviderConfig', { config })).diagnostics)
  const request = { config, terraform_version, client_capabilities }
  heed((await call('ConfigureProvider', request)).diagnostics)
}

const check = async (on: On, values: ConfigInput, naming: Naming): Promise<Checked> => {
  const inputs = autoname(on.schema, values, naming)
  const config = toWire(readConfig(on.schema, inputs), on.schema)
  const request = { type_name: on.type, config, client_capabilities }
  const { diagnostics } = await on.call('ValidateResourceConfig', request)
  return { inputs, failures: failuresOf(diagnostics) }
}

type Prior = readonly [state: ObjectValue | null, kept: Pick<Kept, 'meta'>] | null

const plan = async ({ call, type, schema }: On, prior: Prior, config: ObjectValue) => {
  const before = prior?.[0] ?? null
  const response = await call('PlanResourceChange', {
    type_name: type,
    prior_state: toWire(before, schema),
    proposed_new_state: toWire(proposeNew(schema, before, config), schema),
    config: toWire(config, schema),
    prior_private: prior?.[1].meta.private,
    client_capabilities,
  })
  heedPlan(response.diagnostics)
  return response
}

const preview = async (on: On, inputs: ConfigInput): Promise<Outputs> => {
  const { planned_state } = await plan(on, null, readConfig(on.schema, inputs))
  return outputsOf(on, readObject(planned_state, on.schema))
}

/** The plan is passed on unchanged. A response with an error is dropped, including its state. */
const apply = async (on: On, prior: Prior, inputs: ConfigInput): Promise<Kept> => {
  const { call, type, schema } = on
  const config = readConfig(schema, inputs)
  const { planned_state, planned_private } = await plan(on, prior, config)
  const response = await call('ApplyResourceChange', {
    type_name: type,
    prior_state: toWire(prior?.[0] ?? null, schema),
    planned_state,
    config: toWire(config, schema),
    planned_private,
  })
  heed(response.diagnostics)
  return keep(on, readOptional(response.new_state, schema), response.private)
}

const upgrade = async (
  { call, type, schema }: On,
  { raw, meta }: Pick<Kept, 'raw' | 'meta'>,
): Promise<ObjectValue | null> => {
  const response = await call('UpgradeResourceState', {
    type_name: type,
    version: String(meta.version),
    raw_state: { json: Buffer.from(raw) },
  })
  heed(response.diagnostics)
  return readPresent(response.upgraded_state, schema)
}

const diff = async (on: On, kept: Kept, inputs: ConfigInput): Promise<Diff> => {
  const { schema } = on
  const state = await upgrade(on, kept)
  const response = await plan(on, [state, kept], readConfig(schema, inputs))
  const planned = readPresent(response.planned_state, schema)
  return {
    isChanged: !equal(state, planned, schemaType(schema)),
    replaces: replacements(schema, [state, planned], response.requires_replace),
  }
}

const read = async (on: On, state: ObjectValue | null, secret: Uint8Array | undefined) => {
  const response = await on.call('ReadResource', {
    type_name: on.type,
    current_state: toWire(state, on.schema),
    private: secret,
    client_capabilities,
  })
  heed(response.diagnostics)
  return { state: readOptional(response.new_state, on.schema), secret: response.private }
}

const refresh = async (on: On, kept: Pick<Kept, 'raw' | 'meta'>): Promise<Kept | undefined> => {
  const { state, secret } = await read(on, await upgrade(on, kept), kept.meta.private)
  return state === null ? undefined : keep(on, state, secret)
}

/** An object that does not exist is kept as an object without outputs. */
const importById = async (on: On, id: string): Promise<Kept> => {
  const request = { type_name: on.type, id, client_capabilities }
  const response = await on.call('ImportResourceState', request)
  heed(response.diagnostics)
  const [imported, ...others] = response.imported_resources ?? []
  if (others.length > 0) throw new ValueError('ImportResourceState returned more than one result')
  if (!imported) throw new ValueError('ImportResourceState failed to return a result')
  const state = readPresent(imported.state, on.schema)
  if (state === null) return keep(on, null)
  const found = await read(on, state, imported.private)
  return keep(on, found.state, found.secret)
}

/** No plan, no upgrade, no private data. */
const remove = async ({ call, type, schema }: On, { raw }: Kept): Promise<void> => {
  const state = decodeJson(raw, schemaType(schema))
  const response = await call('ApplyResourceChange', {
    type_name: type,
    prior_state: toWire(isObject(state) ? state : null, schema),
    planned_state: toWire(null, schema),
    config: toWire(null, schema),
  })
  heed(response.diagnostics)
}

const invoke = async (
  call: Ask,
  { dataSources }: Schemas,
  [type_name, args]: readonly [string, ConfigInput],
): Promise<PlainState | null> => {
  const schema = dataSources.get(type_name)?.attributes
  if (!schema) throw new NoSuchTypeError(type_name)
  const config = toWire(readConfig(schema, args), schema)
  heed((await call('ValidateDataResourceConfig', { type_name, config })).diagnostics)
  const response = await call('ReadDataSource', { type_name, config, client_capabilities })
  heed(response.diagnostics)
  return plainObject(readObject(response.state, schema))
}
