import { merge } from '../plan/merge.ts'
import { deriveId } from '../plan/plan.ts'
import { formatIdentity } from '../schema/identity.ts'
import type { AnyResource } from '../schema/resource.ts'
import type { ObjectValue } from '../value/value.ts'
import { attempt, type Context, type Rpc } from './answer.ts'
import { fromWire, toWire } from './dynamic-value.ts'
import type { ReadResourceRequest } from './proto.ts'
import { findResource } from './session.ts'
import { subjectOf } from './subject.ts'
import { ambient } from './views.ts'

/** Raised for a state that does not say which object it is of (Pulumi's `get` with no id). */
export class NoIdentityError extends Error {
  readonly missing: readonly string[]
  constructor(missing: readonly string[]) {
    super(`The state holds no ${missing.join(' and no ')}, so there is nothing to look for.`)
    this.name = 'NoIdentityError'
    this.missing = missing
  }
}

// Whatever is not sent back is erased by the host: private data and identity are echoed always.
const echo = ({ current_state, private: secret, current_identity }: ReadResourceRequest) => ({
  new_state: current_state,
  private: secret,
  new_identity: current_identity,
})

/** Refreshes an object. One that is gone is answered with null; any failure keeps the state. */
export const readResource: Rpc<'ReadResource'> = {
  name: 'ReadResource',
  answer: (request, context) =>
    attempt(`Could not read ${request.type_name}`, echo(request), async () => {
      const resource = findResource(context.session, request.type_name)
      const state = fromWire(request.current_state, resource.schema)
      if (state === null) return echo(request)
      const found = await readState(resource, { state, isImport: false }, context)
      return { ...echo(request), new_state: toWire(found, resource.schema) }
    }),
}

interface Asked {
  readonly state: ObjectValue
  readonly isImport: boolean
}

/** The stored state overlaid with what the API says now, or null where the object is gone. */
export const readState = async (
  resource: AnyResource,
  { state, isImport }: Asked,
  context: Context,
): Promise<ObjectValue | null> => {
  const subject = subjectOf(resource)
  const missing = subject.identity.filter((name) => (state[name] ?? null) === null)
  if (missing.length > 0) throw new NoIdentityError(missing)
  context.session.log('trace', 'reading', {
    type: resource.type,
    id: formatIdentity(subject.identity, state),
  })
  try {
    const fields = await resource.read({ ...ambient(context), state, isImport })
    return deriveId(subject, merge(resource.schema, state, [fields, 'keeps-once']))
  } catch (error) {
    if (context.session.provider.isAbsent(error)) return null
    throw error
  }
}
