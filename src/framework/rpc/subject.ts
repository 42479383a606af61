import type { PlanSubject } from '../plan/plan.ts'
import type { AnyResource } from '../schema/resource.ts'

/** What the plan needs to know about a resource. */
export const subjectOf = (resource: AnyResource): PlanSubject => ({
  schema: resource.schema,
  identity: resource.identity ?? ['id'],
  updatable: resource.update !== undefined,
})
