// How the bridge handles the responses of a provider (pulumi-terraform-bridge 3.136).
import {
  type AttributePath,
  codec,
  type Diagnostic,
  type DynamicValue,
  type RpcName,
} from '../../../src/framework/rpc/proto.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import { isUnknown } from '../../../src/framework/schema/unknown.ts'
import { equal } from '../../../src/framework/value/equal.ts'
import { decodeJson } from '../../../src/framework/value/json.ts'
import { decode } from '../../../src/framework/value/msgpack.ts'
import { isObject, type ObjectValue, type Value } from '../../../src/framework/value/value.ts'
import { schemaType } from '../../../src/framework/value/wire-type.ts'
import { readPath } from '../../core/diagnosis.ts'
import { locate } from '../../core/locate.ts'
import type { Connection, Request, Response } from '../../core/plugin-client.ts'

/** The provider's process has ended. */
export class UnavailableError extends Error {
  constructor(method: RpcName) {
    super(`rpc error: code = Unavailable: ${method}`)
    this.name = 'UnavailableError'
  }
}

/** An operation failed with the provider's error. */
export class ProviderError extends Error {
  readonly summary: string
  readonly detail: string
  constructor(first: Diagnostic, others: readonly Diagnostic[] = []) {
    super([first, ...others].map(({ summary, detail }) => `${summary}: ${detail}`).join('\n'))
    this.name = 'ProviderError'
    this.summary = first.summary ?? ''
    this.detail = first.detail ?? ''
  }
}

/** A required value is missing or empty. */
export class ValueError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ValueError'
  }
}

/** The bridge itself crashes. */
export class BridgeCrash extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BridgeCrash'
  }
}

/** One response as received. */
export interface Answer {
  readonly method: RpcName
  readonly bytes: Buffer
  /** The status error that the bridge treated as an empty response. */
  readonly swallowed?: unknown
}

const UNAVAILABLE = 14

const isUnavailable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === UNAVAILABLE

/** A status error counts as an empty response, unless the provider is unavailable (loader.go, includePanic). */
const receive = async (method: RpcName, call: Promise<Buffer>): Promise<Answer> => {
  try {
    return { method, bytes: await call }
  } catch (error) {
    if (isUnavailable(error)) throw new UnavailableError(method)
    return { method, bytes: Buffer.alloc(0), swallowed: error }
  }
}

/** Calls the provider. @throws UnavailableError */
export const ask =
  ({ callRaw }: Pick<Connection, 'callRaw'>, record: (answer: Answer) => void) =>
  async <N extends RpcName>(method: N, request: Request<N>): Promise<Response<N>> => {
    const messages = codec(method)
    const answer = await receive(method, callRaw(method, messages.request.encode(request)))
    record(answer)
    return messages.response.decode(answer.bytes)
  }

export type Ask = ReturnType<typeof ask>

/** An error without a severity is ignored. */
const isError = ({ severity }: Diagnostic): boolean => severity === 'ERROR'

/** Only the first of several errors is reported. @throws ProviderError */
export const heed = (diagnostics: readonly Diagnostic[] = []): void => {
  const first = diagnostics.find(isError)
  if (first) throw new ProviderError(first)
}

/** As {@link heed}, after a plan: all errors are reported. @throws ProviderError */
export const heedPlan = (diagnostics: readonly Diagnostic[] = []): void => {
  const [first, ...others] = diagnostics.filter(isError)
  if (first) throw new ProviderError(first, others)
}

const isFailure = ({ severity, attribute }: Diagnostic): boolean =>
  severity !== 'WARNING' && (attribute?.steps?.length ?? 0) > 0

/**
 * The errors of inputs, each with its property. Any other error ends the check
 * (detect_check_failures.go).
 *
 * @throws ProviderError
 */
export const failuresOf = (diagnostics: readonly Diagnostic[] = []): readonly Diagnostic[] => {
  heed(diagnostics.filter((diagnostic) => !isFailure(diagnostic)))
  return diagnostics.filter(isFailure)
}

/**
 * A value in a response. JSON takes precedence over msgpack, and an empty message is neither.
 *
 * @throws ValueError
 */
export const readValue = (wire: DynamicValue, schema: Schema): ObjectValue | null => {
  const type = schemaType(schema)
  const value = wire.json?.length
    ? decodeJson(Buffer.from(wire.json).toString('utf8'), type)
    : decode(content(wire), type)
  if (value === null || isObject(value)) return value
  throw new ValueError('an object is unknown as a whole')
}

const content = ({ msgpack }: DynamicValue): Uint8Array => {
  if (msgpack?.length) return msgpack
  throw new ValueError('DynamicValue had no JSON or msgpack data set')
}

/** As {@link readValue}, where a missing value is null: ReadResource, and the new state of an apply. */
export const readOptional = (wire: DynamicValue | undefined, schema: Schema) =>
  wire === undefined ? null : readValue(wire, schema)

/** As {@link readValue}, where the bridge dereferences a pointer without a check. @throws BridgeCrash */
export const readPresent = (wire: DynamicValue | undefined, schema: Schema) => {
  if (wire === undefined) throw new BridgeCrash('nil pointer dereference')
  return readValue(wire, schema)
}

/** As {@link readValue}, where an object is required. @throws ValueError */
export const readObject = (wire: DynamicValue | undefined, schema: Schema): ObjectValue => {
  const value = readOptional(wire, schema)
  if (value === null) throw new ValueError('the provider returned no value where one was expected')
  return value
}

type Change = readonly [before: Value, after: Value]

const isChanged = (schema: Schema, change: Change, path: AttributePath): boolean => {
  const at = readPath(path)
  const [old, planned] = change.map((value) => locate(schemaType(schema), value, at))
  if (!old || !planned) return old !== planned
  return isUnknown(planned.value) || !equal(old.value, planned.value, old.type)
}

const checkSteps = ({ steps = [] }: AttributePath): void => {
  if (steps.every(({ selector }) => selector !== undefined)) return
  throw new BridgeCrash('a step of requires_replace has no selector')
}

/** The attributes that force a replacement, if they differ. @throws BridgeCrash */
export const replacements = (
  schema: Schema,
  change: Change,
  paths: readonly AttributePath[] = [],
): readonly string[] => {
  for (const path of paths) checkSteps(path)
  const [before] = change
  const changed = before === null ? [] : paths.filter((path) => isChanged(schema, change, path))
  return changed.map(({ steps }) => steps?.[0]?.attribute_name ?? '')
}
