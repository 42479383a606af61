import { checkHook, hookedValues } from '../plan/hooked.ts'
import { type PlanRequest, plan, requiresReplace } from '../plan/plan.ts'
import type { Path } from '../schema/path.ts'
import type { AnyResource } from '../schema/resource.ts'
import { emptyObject, type ObjectValue } from '../value/value.ts'
import { attempt, type Context, type Rpc } from './answer.ts'
import { wirePath } from './diagnostics.ts'
import { fromWire, objectFromWire, toWire } from './dynamic-value.ts'
import { preflight } from './preflight.ts'
import type { PlanResourceChangeRequest, PlanResourceChangeResponse } from './proto.ts'
import { findResource } from './session.ts'
import { subjectOf } from './subject.ts'
import { hookView } from './views.ts'

/** Plans one change. Terraform asks up to three times and expects the same plan each time. */
export const planResourceChange: Rpc<'PlanResourceChange'> = {
  name: 'PlanResourceChange',
  answer: (request, context) =>
    attempt(`Could not plan ${request.type_name}`, () => {
      const resource = findResource(context.session, request.type_name)
      const proposed = fromWire(request.proposed_new_state, resource.schema)
      return proposed === null
        ? echo(request, toWire(null, resource.schema))
        : planChange(resource, [request, proposed], context)
    }),
}

const echo = (
  { prior_private, prior_identity }: PlanResourceChangeRequest,
  planned_state: PlanResourceChangeResponse['planned_state'],
): PlanResourceChangeResponse => ({
  planned_state,
  planned_private: prior_private,
  planned_identity: prior_identity,
})

const planChange = async (
  resource: AnyResource,
  [request, proposed]: readonly [PlanResourceChangeRequest, ObjectValue],
  context: Context,
): Promise<PlanResourceChangeResponse> => {
  const { schema } = resource
  const subject = subjectOf(resource)
  const at = {
    proposed,
    config: objectFromWire(request.config, schema),
    prior: fromWire(request.prior_state, schema),
  }
  const hooked = await runHook(resource, [at, plan(subject, at)], context)
  if (at.prior === null) await preflight(resource, context)
  const replace = [...requiresReplace(subject, at, hooked.changed), ...hooked.replace]
  return {
    ...echo(request, toWire(plan(subject, at, hooked.changed), schema)),
    requires_replace: replace.map(wirePath),
  }
}

interface Hooked {
  readonly changed: ObjectValue
  readonly replace: readonly Path[]
}

const runHook = async (
  resource: AnyResource,
  [{ config, prior }, planned]: readonly [PlanRequest, ObjectValue],
  { session }: Context,
): Promise<Hooked> => {
  if (resource.plan === undefined) return { changed: emptyObject(), replace: [] }
  const see = (value: ObjectValue) => hookView(resource.schema, value)
  const change = await resource.plan({
    config: see(config),
    prior: prior && see(prior),
    planned: see(planned),
    api: session.client?.api,
  })
  const changed = hookedValues(resource.schema, change.planned ?? {}, planned)
  const replace = change.replace ?? []
  checkHook(resource.schema, { config, prior }, [changed, replace])
  return {
    changed,
    replace: prior === null ? [] : replace.map((attribute) => [{ attribute }]),
  }
}
