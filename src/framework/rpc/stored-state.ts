import { merge } from '../plan/merge.ts'
import { notFields } from '../plan/salvage.ts'
import { immediate } from '../schema/guarded.ts'
import type { AnyResource } from '../schema/resource.ts'
import type { Schema, TypeNode } from '../schema/schema.ts'
import { type Json, type JsonObject, parseJson, valueOfJson } from '../value/json.ts'
import { isNumber } from '../value/number.ts'
import { buildObject, type ObjectValue } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { missingIdentity } from './identified.ts'
import { subjectOf } from './subject.ts'

/** Raised for a stored state that this version of the provider cannot read. */
export class StoredStateError extends Error {
  readonly type: string
  constructor(type: string, reason: string) {
    super(reason)
    this.name = 'StoredStateError'
    this.type = type
  }
}

const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value)

/**
 * Stored JSON, number for number as it was written.
 *
 * @throws StoredStateError
 */
export const parseStored = (type: string, json: Uint8Array | undefined): JsonObject => {
  if (!json?.length)
    throw new StoredStateError(
      type,
      'The stored state is not JSON. It comes from Terraform 0.11 or earlier. Upgrade it with Terraform 0.12 first.',
    )
  const value = parseJson(Buffer.from(json).toString('utf8'))
  if (isJsonObject(value)) return value
  throw new StoredStateError(type, 'The stored state is not a JSON object.')
}

/** The state of stored JSON. An older version is converted by the step declared for it. */
export const upgradeStored = (
  resource: AnyResource,
  stored: JsonObject,
  from: number,
): ObjectValue => {
  const { type, version = 0, upgrade = {} } = resource
  if (from === version) return stateOf(resource.schema, stored)
  const step = upgrade[from]
  if (step !== undefined) return convertedState(resource, step(stored))
  throw new StoredStateError(
    type,
    `The state was saved with version ${from} of the ${type} schema. This provider supports version ${version} and cannot convert it. Use a provider version that supports version ${from}.`,
  )
}

/**
 * The state that an upgrade step or a mover returned. It must still say which object it belongs to.
 *
 * @throws StoredStateError
 */
export const convertedState = (resource: AnyResource, returned: unknown): ObjectValue => {
  const { type, schema } = resource
  const found = notFields(immediate('The conversion of the stored state', returned))
  // `notFields` has seen an object.
  const state = found === undefined ? stateOf(schema, returned as object) : null
  const missing = missingIdentity(subjectOf(resource), state)
  if (state !== null && missing.length === 0) return state
  const lost = found === undefined ? `no ${missing.join(' and no ')}` : found
  throw new StoredStateError(
    type,
    `The conversion of the stored state returned ${lost}. The state is unchanged. This is an error in the provider. Please report it.`,
  )
}

/** The state value of stored JSON. Attributes that are not in the schema are dropped. */
export const stateOf = (schema: Schema, stored: object): ObjectValue => {
  // An upgrade or move returns JSON; the codec rejects anything else.
  const value = valueOfJson(conform(stored as Json, schemaType(schema)), schemaType(schema))
  // An empty overlay removes write-only values of an older or foreign state.
  return merge(schema, value, [{}, 'keeps-once'])
}

const conform = (json: Json | undefined, type: TypeNode): Json => {
  if (json === undefined || json === null) return null
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map') return each(json, type.of)
  if (type.kind === 'object' && isJsonObject(json))
    return buildObject<Json>(
      Object.entries(type.of).map(([name, of]) => [name, conform(json[name], of)]),
    )
  if (type.kind !== 'nested') return json
  const { nesting, attributes } = type
  if (nesting !== 'single') return each(json, schemaType(attributes))
  if (!isJsonObject(json)) return json
  const known = Object.entries(attributes)
  return buildObject<Json>(
    known.map(([name, inner]) => [
      name,
      inner.role === 'writeOnly' ? null : conform(json[name], inner.type),
    ]),
  )
}

const each = (json: Json, of: TypeNode): Json => {
  if (Array.isArray(json)) return json.map((inner: Json) => conform(inner, of))
  if (!isJsonObject(json)) return json
  return buildObject<Json>(Object.entries(json).map(([key, inner]) => [key, conform(inner, of)]))
}
