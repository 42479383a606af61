import { merge } from '../plan/merge.ts'
import { deriveId } from '../plan/plan.ts'
import { NoFieldsError, notFields } from '../plan/salvage.ts'
import { checkKnown } from '../plan/unfilled.ts'
import { formatIdentity } from '../schema/identity.ts'
import type { AnyResource } from '../schema/resource.ts'
import type { ObjectValue } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { attempt, type Context, type Rpc } from './answer.ts'
import { fromWire, toWire } from './dynamic-value.ts'
import { checkExactIdentity } from './exact-identity.ts'
import { checkIdentity, checkSameObject } from './identified.ts'
import { decodePrivate, encodePrivate, PrivateDraft } from './private-state.ts'
import type { ReadResourceRequest } from './proto.ts'
import { scopeOf } from './scope.ts'
import { findResource, isAbsent } from './session.ts'
import { subjectOf } from './subject.ts'
import { resourceAmbient, stateView } from './views.ts'

// The host erases private data and identity that are not sent back.
const echo = ({ current_state, private: secret, current_identity }: ReadResourceRequest) => ({
  new_state: current_state,
  private: secret,
  new_identity: current_identity,
})

/** Refreshes an object. The new state is null if the object is gone. A failure keeps the state. */
export const readResource: Rpc<'ReadResource'> = {
  name: 'ReadResource',
  unchanged: echo,
  answer: (request, context) =>
    attempt(`Could not read ${request.type_name}`, async () => {
      const resource = findResource(context.session, request.type_name)
      const state = fromWire(request.current_state, resource.schema)
      if (state === null) return echo(request)
      const asked = { state, secret: request.private, isImport: false }
      const found = await readState(resource, asked, context)
      if (found === null) return { ...echo(request), new_state: toWire(null, resource.schema) }
      return {
        ...echo(request),
        new_state: toWire(found.state, resource.schema),
        private: found.secret,
      }
    }),
}

interface Asked {
  readonly state: ObjectValue
  /** The private data of the object, as the host stores it. */
  readonly secret: Uint8Array | undefined
  readonly isImport: boolean
}

interface Found {
  readonly state: ObjectValue
  readonly secret: Uint8Array
}

/** The stored state overlaid with what the API returns now, or null if the object is gone. */
export const readState = async (
  resource: AnyResource,
  { state, secret, isImport }: Asked,
  context: Context,
): Promise<Found | null> => {
  const { session } = context
  const subject = subjectOf(resource)
  checkIdentity(subject, state)
  checkExactIdentity(session.host, subject, state)
  const kept = decodePrivate(session.provider.name, secret)
  const scope = scopeOf(session, kept)
  session.log('trace', 'reading', {
    type: resource.type,
    id: formatIdentity(subject.identity, state),
  })
  const draft = new PrivateDraft(kept)
  const fields = await fieldsOf(context, () =>
    resource.read({
      ...resourceAmbient(context, draft),
      state: stateView(resource.schema, state),
      isImport,
    }),
  )
  if (fields === null) return null
  const found = deriveId(subject, merge(resource.schema, state, [fields, 'keeps-once']))
  checkKnown(found, schemaType(resource.schema))
  checkSameObject(subject, state, found)
  if (draft.faults.length > 0) throw new AggregateError(draft.faults)
  return { state: found, secret: encodePrivate(session.provider.name, draft.finish(scope)) }
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = async (
  { session }: Context,
  read: () => Promise<Fields>,
): Promise<Fields | null> => {
  try {
    const returned = await read()
    const found = notFields(returned)
    if (found !== undefined) throw new NoFieldsError(found)
    return returned
  } catch (error) {
    if (isAbsent(session, error)) return null
    throw error
  }
}
