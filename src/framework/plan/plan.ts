import { formatIdentity } from '../schema/identity.ts'
import type { Path } from '../schema/path.ts'
import type { Schema } from '../schema/schema.ts'
import { isUnknown, unknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { buildObject, emptyObject, type ObjectValue } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { planObject } from './plan-object.ts'
import { changedPaths, replacePaths } from './replace.ts'

/** What a host asks: the configuration, the stored object (null: none) and the host's proposal. */
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
 * The planned state. Pure and deterministic: the same known values give the same plan, and what is
 * known in a first plan stays (Terraform core, docs/resource-instance-change-lifecycle.md).
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

/** What would change if the API decided nothing anew: what the user, a default or a hook says. */
const keep = ({ schema }: PlanSubject, request: PlanRequest, hooked: ObjectValue): ObjectValue =>
  over(planObject(schema, request, 'keep'), hooked)

/** The paths that make Terraform replace the object; none where there is nothing to replace. */
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

/** An `id` made of several attributes is known as soon as they are, and not before. */
export const deriveId = ({ schema, identity }: PlanSubject, value: ObjectValue): ObjectValue => {
  if (identity.includes('id') || !('id' in schema)) return value
  const parts = identity.map((name) => value[name] ?? null)
  if (parts.includes(null)) return value
  const id = parts.some(isUnknown) ? unknown : formatIdentity(identity, value)
  return buildObject([...Object.entries(value), ['id', id]])
}
