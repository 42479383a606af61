import { checkHook, hookedValues } from '../plan/hooked.ts'
import { type Plan, type PlanRequest, plan } from '../plan/plan.ts'
import type { AnyResource } from '../schema/resource.ts'
import type { ObjectValue } from '../value/value.ts'
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
  const first = plan(subject, at)
  const final = resource.plan ? await planHooked(resource, [at, first.planned], context) : first
  if (at.prior === null) await preflight(resource, context)
  return {
    ...echo(request, toWire(final.planned, schema)),
    requires_replace: final.replace.map(wirePath),
  }
}

/** The plan with what the resource's hook changes. */
const planHooked = async (
  resource: AnyResource,
  [request, planned]: readonly [PlanRequest, ObjectValue],
  { session }: Context,
): Promise<Plan> => {
  const { schema } = resource
  const { config, prior } = request
  const see = (value: ObjectValue) => hookView(schema, value)
  const change = await resource.plan?.({
    config: see(config),
    prior: prior && see(prior),
    planned: see(planned),
    api: session.client?.api,
  })
  const changed = hookedValues(schema, change?.planned ?? {}, planned)
  const replace = change?.replace ?? []
  checkHook(schema, request, [changed, replace])
  const final = plan(subjectOf(resource), request, changed)
  const hooked = prior === null ? [] : replace.map((attribute) => [{ attribute }])
  return { ...final, replace: [...final.replace, ...hooked] }
}
