import { formatIdentity } from '../schema/identity.ts'
import type { Path } from '../schema/path.ts'
import type { Schema } from '../schema/schema.ts'
import { isUnknown, unknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { buildObject, emptyObject, type ObjectValue } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { planObject } from './plan-object.ts'
import { changedPaths, replacePaths } from './replace.ts'
import type { Change } from './replace-in-set.ts'

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

/** The planned state, and the paths that make Terraform replace the object: none if there is nothing to replace. */
export interface Plan {
  readonly planned: ObjectValue
  readonly replace: readonly Path[]
}

/**
 * Plans one change. Pure and deterministic: the same known values give the same plan, and known values of a first plan
 * do not change (Terraform core, docs/resource-instance-change-lifecycle.md).
 */
export const plan = (
  subject: PlanSubject,
  request: PlanRequest,
  hooked: ObjectValue = emptyObject(),
): Plan => {
  const { schema } = subject
  const { prior } = request
  // Without changes by the API: only those of the user, a default, or a hook.
  const kept = over(planObject(schema, request, 'keep'), hooked)
  if (prior !== null && equal(kept, prior, schemaType(schema)))
    return { planned: deriveId(subject, kept), replace: [] }
  return {
    planned: deriveId(subject, over(planObject(schema, request, 'mark'), hooked)),
    replace: prior === null ? [] : pathsOf(subject, { ...request, prior, planned: kept }),
  }
}

const over = (base: ObjectValue, top: ObjectValue): ObjectValue =>
  buildObject([...Object.entries(base), ...Object.entries(top)])

const pathsOf = ({ schema, updatable }: PlanSubject, change: Change): readonly Path[] => {
  const paths = updatable ? [] : changedPaths(schema, change)
  return paths.length > 0 ? paths : replacePaths(schema, change)
}

/** An `id` with several parts is known if and only if all its parts are known. */
export const deriveId = ({ schema, identity }: PlanSubject, value: ObjectValue): ObjectValue => {
  if (identity.includes('id') || !('id' in schema)) return value
  const parts = identity.map((name) => value[name] ?? null)
  if (parts.includes(null)) return value
  const id = parts.some(isUnknown) ? unknown : formatIdentity(identity, value)
  return buildObject([...Object.entries(value), ['id', id]])
}
