import { fromWire, toWire } from '../../src/framework/rpc/dynamic-value.ts'
import type { Deferred, DynamicValue, ResourceIdentityData } from '../../src/framework/rpc/proto.ts'
import type { Schema } from '../../src/framework/schema/schema.ts'
import type { ObjectValue, Value } from '../../src/framework/value/value.ts'
import type { ProviderClient } from './client.ts'
import { type ConfigInput, readConfig } from './config.ts'
import { broken, type Diagnosis, diagnosesOf, isFailed, misfit, Refusal } from './diagnosis.ts'
import { unknownPaths } from './values.ts'
import { type Violation, violations } from './violation.ts'

/** One resource type of a running provider, and the diagnostics of one operation so far. */
export interface Target {
  readonly client: ProviderClient
  readonly type: string
  readonly schema: Schema
  readonly version: number
  readonly identity: Schema | undefined
  readonly plansDestroy: boolean
  readonly notes: Diagnosis[]
}

/** A decoded object of the state. A tainted one is replaced by the next apply. */
export interface Live {
  readonly value: ObjectValue
  readonly private: Uint8Array
  readonly identity: Value
  readonly status: 'ready' | 'tainted'
}

/** A stored object in the form of the state file. */
export interface Stored {
  readonly version: number
  readonly json: string
  readonly private: Uint8Array
  readonly identity: Value
  readonly status: Live['status']
}

/** The client capabilities in every request. */
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

/** @throws Refusal if a rule was violated */
export const enforce = (target: Target, found: readonly Violation[]): void =>
  note(target, broken(found))

interface Answer {
  readonly diagnostics?: Parameters<typeof diagnosesOf>[0]
  readonly deferred?: Deferred | undefined
}

/** Records the diagnostics of a response. @throws Refusal */
export const heedAnswer = (target: Target, { diagnostics, deferred }: Answer): void => {
  note(target, diagnosesOf(diagnostics))
  if (deferred !== undefined) refuse(target, DEFERRED, `deferred ${target.type}`)
}

const DEFERRED = 'Provider deferred changes when Terraform did not allow deferrals'

/** The configuration as Terraform sends it. @throws Refusal if it does not match the schema */
export const configure = (target: Target, input: ConfigInput): ObjectValue => {
  try {
    return readConfig(target.schema, input)
  } catch (error) {
    return fail(target, [misfit(error)])
  }
}

export const send = ({ schema }: Target, value: Value): DynamicValue => toWire(value, schema)

/** The value in a response. @throws Refusal if it does not match the schema */
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

/** The identity in a response, or null. @throws Refusal */
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
