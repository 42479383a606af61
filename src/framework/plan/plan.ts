import { formatIdentity } from '../schema/identity.ts'
import type { Path } from '../schema/path.ts'
import type { Schema } from '../schema/schema.ts'
import { isUnknown, unknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { buildObject, emptyObject, type ObjectValue } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { planObject } from './plan-object.ts'
import { changedPaths, replacePaths } from './replace.ts'

/** A plan request: the configuration, the stored object (null: none), and the host's proposal. */
export interface PlanRequest {
  readonly config: ObjectValue
  readonly prior: ObjectValue | null
  readonly proposed: ObjectValue
}

export interface PlanSubject {
  readonly schema: Schema
  readonly identity: readonly string[]
  readonly updatable: boolean
}

/**
 * The planned state. Pure and deterministic: the same known values give the same plan, and known values of a
 * first plan do not change (Terraform core, docs/resource-instance-change-lifecycle.md).
 */
export const plan = (
  subject: PlanSubject,
  request: PlanRequest,
  hooked: ObjectValue = NOTHING,
): ObjectValue => {
  const { schema } = subject
  const kept = keep(subject, request, hooked)
  const changes = request.prior === null || !equal(kept, request.prior, schemaType(schema))
  return deriveId(subject, changes ? over(planObject(schema, request, 'mark'), hooked) : kept)
}

const NOTHING = emptyObject()

const over = (base: ObjectValue, top: ObjectValue): ObjectValue =>
  buildObject([...Object.entries(base), ...Object.entries(top)])

/** The plan without changes by the API: only those of the user, a default, or a hook. */
const keep = ({ schema }: PlanSubject, request: PlanRequest, hooked: ObjectValue): ObjectValue =>
  over(planObject(schema, request, 'keep'), hooked)

/** The paths that make Terraform replace the object. Empty if there is nothing to replace. */
export const requiresReplace = (
  subject: PlanSubject,
  request: PlanRequest,
  hooked: ObjectValue = NOTHING,
): readonly Path[] => {
  const { config, prior } = request
  if (prior === null) return []
  const change = { config, prior, planned: keep(subject, request, hooked) }
  const paths = subject.updatable ? [] : changedPaths(subject.schema, change)
  return paths.length > 0 ? paths : replacePaths(subject.schema, change)
}

/** An `id` with several parts is known if and only if all its parts are known. */
export const deriveId = ({ schema, identity }: PlanSubject, value: ObjectValue): ObjectValue => {
  if (identity.includes('id') || !('id' in schema)) return value
  const parts = identity.map((name) => value[name] ?? null)
  if (parts.includes(null)) return value
  const id = parts.some(isUnknown) ? unknown : formatIdentity(identity, value)
  return buildObject([...Object.entries(value), ['id', id]])
}
