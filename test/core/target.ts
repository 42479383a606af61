import { fromWire, toWire } from '../../src/framework/rpc/dynamic-value.ts'
import type { Deferred, DynamicValue, ResourceIdentityData } from '../../src/framework/rpc/proto.ts'
import type { Schema } from '../../src/framework/schema/schema.ts'
import type { ObjectValue, Value } from '../../src/framework/value/value.ts'
import type { ProviderClient } from './client.ts'
import { type ConfigInput, readConfig } from './config.ts'
import { broken, type Diagnosis, isFailed, misfit, Refusal, told } from './diagnosis.ts'
import { unknownPaths } from './values.ts'
import { type Violation, violations } from './violation.ts'

/** One resource type of one running provider, and what one operation on it has been told so far. */
export interface Target {
  readonly client: ProviderClient
  readonly type: string
  readonly schema: Schema
  readonly version: number
  readonly identity: Schema | undefined
  readonly plansDestroy: boolean
  readonly notes: Diagnosis[]
}

/** An object as the state holds it, decoded. A tainted one is replaced by the next apply. */
export interface Live {
  readonly value: ObjectValue
  readonly private: Uint8Array
  readonly identity: Value
  readonly status: 'ready' | 'tainted'
}

/** A stored object, as the state file has it. */
export interface Stored {
  readonly version: number
  readonly json: string
  readonly private: Uint8Array
  readonly identity: Value
  readonly status: Live['status']
}

/** What every request says that this core can do. */
export const capabilities = { write_only_attributes_allowed: true } as const

const note = (target: Target, diagnostics: readonly Diagnosis[]): void => {
  if (isFailed(diagnostics)) fail(target, diagnostics)
  target.notes.push(...diagnostics)
}

const fail = (target: Target, diagnostics: readonly Diagnosis[]): never => {
  target.notes.push(...diagnostics)
  throw new Refusal(diagnostics)
}

/** Ends an operation. @throws Refusal */
export const refuse = (target: Target, summary: string, detail: string): never =>
  fail(target, broken(violations(summary, [{ path: [], detail }])))

/** @throws Refusal if a rule was broken */
export const enforce = (target: Target, found: readonly Violation[]): void =>
  note(target, broken(found))

interface Answer {
  readonly diagnostics?: Parameters<typeof told>[0]
  readonly deferred?: Deferred | undefined
}

/** Heeds what a response tells besides its value. @throws Refusal */
export const heedAnswer = (target: Target, { diagnostics, deferred }: Answer): void => {
  note(target, told(diagnostics))
  if (deferred !== undefined) refuse(target, DEFERRED, `deferred ${target.type}`)
}

const DEFERRED = 'Provider deferred changes when Terraform did not allow deferrals'

/** The configuration as Terraform sends it. @throws Refusal where it is not of the schema */
export const configure = (target: Target, input: ConfigInput): ObjectValue => {
  try {
    return readConfig(target.schema, input)
  } catch (error) {
    return fail(target, [misfit(error)])
  }
}

export const send = ({ schema }: Target, value: Value): DynamicValue => toWire(value, schema)

/** The value in a response. @throws Refusal where it is not of the schema */
export const receive = (target: Target, wire: DynamicValue | undefined): ObjectValue | null =>
  decodeWire(target, wire, target.schema)

const decodeWire = (target: Target, wire: DynamicValue | undefined, schema: Schema) => {
  try {
    return fromWire(wire, schema)
  } catch (error) {
    return fail(target, [misfit(error)])
  }
}

export const sendIdentity = (target: Target, value: Value): ResourceIdentityData | undefined =>
  value === null || !target.identity ? undefined : { identity_data: toWire(value, target.identity) }

const INVALID = 'Provider produced invalid identity'

/** The identity in a response, or null where it tells none. @throws Refusal */
export const receiveIdentity = (
  target: Target,
  data: ResourceIdentityData | undefined,
  known: 'known' | 'unknown allowed' = 'known',
): Value => {
  if (!data?.identity_data) return null
  if (!target.identity) return refuse(target, INVALID, `unknown identity type ${target.type}`)
  const identity = decodeWire(target, data.identity_data, target.identity)
  const unknowns = known === 'known' ? unknownPaths(target.identity, identity) : []
  const detail = 'returned an identity with unknown values'
  enforce(
    target,
    violations(
      INVALID,
      unknowns.map((path) => ({ path, detail })),
    ),
  )
  return identity
}

export const bytes = (data: Uint8Array | undefined): Uint8Array => data ?? new Uint8Array()
