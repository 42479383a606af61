import { formatIdentity } from '../schema/identity.ts'
import type { Path } from '../schema/path.ts'
import type { Schema } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { buildObject, type ObjectValue } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { planObject } from './change.ts'
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
export const plan = (subject: PlanSubject, request: PlanRequest): ObjectValue => {
  const { schema } = subject
  const kept = planObject(schema, request, 'keep')
  const changes = request.prior === null || !equal(kept, request.prior, schemaType(schema))
  return deriveId(subject, changes ? planObject(schema, request, 'mark') : kept)
}

/** The paths that make Terraform replace the object; none where there is nothing to replace. */
export const requiresReplace = (
  subject: PlanSubject,
  { config, prior }: PlanRequest,
  planned: ObjectValue,
): readonly Path[] => {
  if (prior === null) return []
  const change = { config, prior, planned }
  const paths = subject.updatable ? [] : changedPaths(subject.schema, change)
  return paths.length > 0 ? paths : replacePaths(subject.schema, change)
}

/** An `id` made of several attributes is known as soon as they are. */
export const deriveId = ({ schema, identity }: PlanSubject, value: ObjectValue): ObjectValue => {
  if (identity.includes('id') || !('id' in schema)) return value
  const parts = identity.map((name) => value[name] ?? null)
  if (parts.some((part) => part === null || isUnknown(part))) return value
  return buildObject([...Object.entries(value), ['id', formatIdentity(identity, value)]])
}
