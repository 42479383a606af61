import { guarded } from '../schema/guarded.ts'
import type { ResourceAmbient } from '../schema/resource.ts'
import type { Aftermath, Change } from './aftermath.ts'
import { missingIdentity } from './identified.ts'
import { isAbsent, type Session } from './session.ts'
import { subjectOf } from './subject.ts'
import { stateView } from './views.ts'

const lost = 'Pulumi does not save an object whose creation failed'

interface Undone {
  readonly isDeleted: boolean
  /** What a person needs to know about the object. */
  readonly note: string
}

/** Deletes the object of a failed create, under a host that does not save it. Never throws. */
export const undoCreate = async (
  { resource }: Change,
  { state, object }: Aftermath,
  [session, ambient]: readonly [Session, ResourceAmbient<unknown>],
): Promise<Undone> => {
  const left = (why: string): Undone => ({
    isDeleted: false,
    note: `The object exists with ${object}. ${lost}${why}.`,
  })
  if (resource.isSingleton)
    return { isDeleted: false, note: `${lost}, so the next run sets it again.` }
  if (missingIdentity(subjectOf(resource), state).length > 0)
    return left(', and this one cannot be found again. Delete it manually')
  try {
    // A signal of its own: a stop of the create does not stop its cleanup.
    const { signal } = new AbortController()
    await resource.delete({ ...ambient, signal, state: stateView(resource.schema, state) })
  } catch (error) {
    if (!isAbsent(session, error))
      return left(`, and this one could not be deleted: ${messageOf(error)} Delete it manually`)
  }
  return { isDeleted: true, note: `The object with ${object} was deleted, because ${lost}.` }
}

const messageOf = (error: unknown): string =>
  guarded('', () => (error instanceof Error ? error.message : ''))
