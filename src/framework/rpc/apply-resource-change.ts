import { guarded } from '../schema/guarded.ts'
import type { AnyResource, ResourceAmbient } from '../schema/resource.ts'
import type { ObjectValue } from '../value/value.ts'
import { type Aftermath, aftermathOf, type Change, type Ended } from './aftermath.ts'
import { attempt, type Context, type Rpc } from './answer.ts'
import { Failure } from './diagnostics.ts'
import { fromWire, toWire } from './dynamic-value.ts'
import { checkExactIdentity } from './exact-identity.ts'
import { checkIdentity } from './identified.ts'
import { incompleteIn } from './incomplete-in.ts'
import { decodePrivate, encodePrivate, PrivateDraft, type PrivateState } from './private-state.ts'
import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse } from './proto.ts'
import { configuredScope, type Scope, scopeOf } from './scope.ts'
import { findResource, isAbsent, type Session, typeName } from './session.ts'
import { subjectOf } from './subject.ts'
import { undoCreate } from './undo-create.ts'
import { configView, planView, resourceAmbient, stateView } from './views.ts'

// The host erases private data and identity that are not sent back.
const echo = ({
  prior_state,
  planned_private,
  planned_identity,
}: ApplyResourceChangeRequest): ApplyResourceChangeResponse => ({
  new_state: prior_state,
  private: planned_private,
  new_identity: planned_identity,
})

/** Applies a change. Without a prior state it is a create, without a planned state a delete, otherwise an update. */
export const applyResourceChange: Rpc<'ApplyResourceChange'> = {
  name: 'ApplyResourceChange',
  // A failure before the verb changes nothing, so the prior state stays.
  unchanged: echo,
  answer: (request, context) =>
    attempt(`Could not apply ${request.type_name}`, () => {
      const job = jobOf(request, context)
      const { verb, change } = job
      const summary = `Could not ${verb} ${typeName(context.session.provider, change.resource)}`
      return attempt(summary, () => carryOut(job, request, context))
    }),
}

type Verb = 'create' | 'update' | 'delete'

interface Job {
  readonly verb: Verb
  readonly change: Change
}

const jobOf = (request: ApplyResourceChangeRequest, { session }: Context): Job => {
  const resource = findResource(session, request.type_name)
  const { schema } = resource
  const change = {
    resource,
    prior: fromWire(request.prior_state, schema),
    planned: fromWire(request.planned_state, schema),
    config: fromWire(request.config, schema),
  }
  return { change, verb: verbOf(change) }
}

const verbOf = ({ prior, planned }: Change): Verb => {
  if (planned === null) return 'delete'
  return prior === null ? 'create' : 'update'
}

const carryOut = async (
  { verb, change }: Job,
  request: ApplyResourceChangeRequest,
  context: Context,
): Promise<ApplyResourceChangeResponse> => {
  const { session } = context
  const { kept, scope } = beginning(verb, change, [session, request.planned_private])
  const draft = new PrivateDraft(kept)
  const ambient = { ...resourceAmbient(context, draft), abandoned: context.abandoned }
  const ended = await run([verb, change], ambient, context)
  if (ended === null) return { ...echo(request), new_state: toWire(null, change.resource.schema) }
  const secret = encodePrivate(session.provider.name, draft.finish(scope))
  const aftermath = aftermathOf(change, ended)
  const response = {
    ...echo(request),
    new_state: toWire(aftermath.state, change.resource.schema),
    private: secret,
  }
  const all = [...aftermath.errors, ...roundedIn(change, aftermath, session), ...draft.faults]
  if (all.length === 0) return response
  const name = typeName(session.provider, change.resource)
  const summary = ended.failure ? `Could not ${verb} ${name}` : `Incomplete state of ${name}`
  const failure = new AggregateError(all)
  if (verb !== 'create' || session.host !== 'pulumi')
    throw new Failure(summary, failure, { response, note: aftermath.note })
  const { isDeleted, note } = await undoCreate(change, aftermath, [session, ambient])
  throw new Failure(summary, failure, { response: isDeleted ? echo(request) : response, note })
}

const roundedIn = (
  { resource }: Change,
  { state }: Aftermath,
  { host }: Session,
): readonly unknown[] => {
  try {
    checkExactIdentity(host, subjectOf(resource), state)
    return []
  } catch (error) {
    return [error]
  }
}

interface Beginning {
  readonly kept: PrivateState
  /** The scope to save with the object. */
  readonly scope: Scope | undefined
}

/** The checks before the first request. */
const beginning = (
  verb: Verb,
  { resource, prior }: Change,
  [session, secret]: readonly [Session, Uint8Array | undefined],
): Beginning => {
  const kept = decodePrivate(session.provider.name, secret)
  // Terraform plans a replacement with the private data of its predecessor, which may be in another scope.
  if (verb === 'create')
    return { kept: { values: {}, foreign: kept.foreign }, scope: configuredScope(session) }
  if (prior !== null) {
    checkIdentity(subjectOf(resource), prior)
    checkExactIdentity(session.host, subjectOf(resource), prior)
  }
  scopeOf(session, kept)
  // A state without a scope learns it only from a read: an update does not prove that it was the same object.
  return { kept, scope: kept.scope }
}

/** Null after a delete. */
const run = async (
  [verb, change]: readonly [Verb, Change],
  ambient: Surroundings,
  { session }: Context,
): Promise<Ended | null> => {
  try {
    const returned: unknown = await VERBS[verb](change, ambient)
    return verb === 'delete' ? null : { returned }
  } catch (error) {
    if (verb === 'delete' && isAbsent(session, error)) return null
    const incomplete = incompleteIn(error)
    if (incomplete === undefined) throw error
    return { returned: guarded(undefined, () => incomplete.fields), failure: { error } }
  }
}

type Surroundings = ResourceAmbient<unknown> & Pick<Context, 'abandoned'>

type RunVerb = (change: Change, ambient: Surroundings) => Promise<unknown>

const VERBS: Readonly<Record<Verb, RunVerb>> = {
  create: async ({ resource, planned, config }, ambient) =>
    resource.create({ ...ambient, ...views(resource, planned, config) }),
  update: async ({ resource, prior, planned, config }, ambient) => {
    if (resource.update === undefined) throw new NoUpdateError()
    return resource.update({
      ...ambient,
      ...views(resource, planned, config),
      state: stateView(resource.schema, prior ?? {}),
    })
  },
  delete: async ({ resource, prior }, ambient) => {
    if (prior !== null)
      await resource.delete({ ...ambient, state: stateView(resource.schema, prior) })
  },
}

/** Raised when a host asks for an update that no plan of ours proposed. */
export class NoUpdateError extends Error {
  constructor() {
    super('This resource cannot be updated in place: every change replaces it. Run the plan again.')
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
