import { merge } from '../plan/merge.ts'
import { deriveId } from '../plan/plan.ts'
import { settle, UnfilledError, unknownPaths } from '../plan/unfilled.ts'
import { type AnyResource, Incomplete } from '../schema/resource.ts'
import type { ObjectValue, Value } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { attempt, type Context, type Rpc } from './answer.ts'
import { Failure } from './diagnostics.ts'
import { fromWire, soundToWire, toWire } from './dynamic-value.ts'
import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse } from './proto.ts'
import { findResource, typeName } from './session.ts'
import { subjectOf } from './subject.ts'
import { ambient, configView, planView } from './views.ts'

interface Change {
  readonly resource: AnyResource
  readonly prior: ObjectValue | null
  readonly planned: ObjectValue | null
  readonly config: ObjectValue | null
}

// Private data and identity are echoed: what is not sent back is erased by the host.
const echo = (
  { planned_private, planned_identity }: ApplyResourceChangeRequest,
  new_state: ApplyResourceChangeResponse['new_state'],
): ApplyResourceChangeResponse => ({
  new_state,
  private: planned_private,
  new_identity: planned_identity,
})

/** Carries a change out: no prior state creates, no planned state deletes, both update. */
export const applyResourceChange: Rpc<'ApplyResourceChange'> = {
  name: 'ApplyResourceChange',
  answer: (request, context) => {
    // Whatever fails before the verb has begun changed nothing: the prior state stands.
    const unchanged = echo(request, request.prior_state)
    return attempt(`Could not apply ${request.type_name}`, unchanged, async () => {
      const resource = findResource(context.session, request.type_name)
      const { schema } = resource
      const change: Change = {
        resource,
        prior: fromWire(request.prior_state, schema),
        planned: fromWire(request.planned_state, schema),
        config: fromWire(request.config, schema),
      }
      const verb = verbOf(change)
      const summary = `Could not ${verb} ${typeName(context.session.provider, resource)}`
      const keep = (state: Value): ApplyResourceChangeResponse =>
        echo(request, soundToWire(state, schema))
      return attempt(summary, unchanged, async () => {
        const state = await saving([change, summary], keep, () => VERBS[verb](change, context))
        try {
          return echo(request, toWire(state, schema))
        } catch (error) {
          throw new Failure(summary, error, keep(state))
        }
      })
    })
  },
}

type Verb = 'create' | 'update' | 'delete'

const verbOf = ({ prior, planned }: Change): Verb => {
  if (planned === null) return 'delete'
  return prior === null ? 'create' : 'update'
}

type Outcome = readonly [fields: Readonly<Record<string, unknown>>] | null

const VERBS: Readonly<Record<Verb, (change: Change, context: Context) => Promise<Outcome>>> = {
  create: async ({ resource, planned, config }, context) => {
    const { abandoned } = context
    const seen = views(resource, planned, config)
    return [await resource.create({ ...ambient(context), ...seen, abandoned })]
  },
  update: async ({ resource, prior, planned, config }, context) => {
    if (resource.update === undefined) throw new NoUpdateError()
    const seen = views(resource, planned, config)
    return [await resource.update({ ...ambient(context), ...seen, state: prior ?? {} })]
  },
  delete: async ({ resource, prior }, context) => {
    try {
      if (prior !== null) await resource.delete({ ...ambient(context), state: prior })
    } catch (error) {
      if (!context.session.provider.isAbsent(error)) throw error
    }
    return null
  },
}

/** Raised where a host asks for an update that no plan of ours proposed. */
export class NoUpdateError extends Error {
  constructor() {
    super('It has no update: every change of it is planned as a replacement. Plan again.')
    this.name = 'NoUpdateError'
  }
}

const views = (
  { schema }: AnyResource,
  planned: ObjectValue | null,
  config: ObjectValue | null,
) => ({
  plan: planView(schema, planned ?? {}),
  config: configView(schema, config ?? {}),
})

/**
 * The state after the verb. What exists is saved even when the verb failed half-way or forgot to
 * tell something: Terraform then stores the object as tainted instead of losing it.
 */
const saving = async (
  [change, summary]: readonly [Change, string],
  keep: (state: Value) => ApplyResourceChangeResponse,
  run: () => Promise<Outcome>,
): Promise<ObjectValue | null> => {
  try {
    const outcome = await run()
    return outcome === null ? null : complete(change, outcome[0], keep)
  } catch (error) {
    if (!(error instanceof Incomplete)) throw error
    // An update that ended half-way has done of its plan only what it tells.
    const { prior, planned } = change
    const reached = overlay({ ...change, planned: prior ?? planned }, error.fields)
    throw new Failure(summary, error.cause, keep(settle(reached)))
  }
}

const overlay = (
  { resource, prior, planned }: Change,
  fields: Readonly<Record<string, unknown>>,
): ObjectValue => {
  const telling = prior === null ? 'tells-once' : 'keeps-once'
  return deriveId(subjectOf(resource), merge(resource.schema, planned, [fields, telling]))
}

const complete = (
  change: Change,
  fields: Readonly<Record<string, unknown>>,
  keep: (state: Value) => ApplyResourceChangeResponse,
): ObjectValue => {
  const state = overlay(change, fields)
  const open = unknownPaths(state, schemaType(change.resource.schema))
  if (open.length === 0) return state
  const error = new UnfilledError(change.resource.type, open)
  throw new Failure(`Incomplete state of ${change.resource.type}`, error, keep(settle(state)))
}
