import { nameCall } from './call.ts'
import { normalizeName } from './candidates.ts'
import type { Collection } from './collection.ts'
import { StoppedError } from './errors.ts'
import { type First, listFirst, listNow } from './first-listing.ts'
import { warnOfLeftovers } from './leftovers.ts'
import { createLock } from './lock.ts'
import type { Item } from './pages.ts'
import { recallOf } from './recall.ts'
import { type Job, reconcile, type SafeCreate } from './reconcile.ts'
import { parseTime } from './server-clock.ts'
import { type Halt, unlessAborted, withHalt } from './stop.ts'

/** The creation of an object whose secret is returned only once. An orphan is deleted. */
export interface SecretCreate<T extends Item> extends SafeCreate<T> {
  /** The string field with the secret in the response to the create. */
  readonly secretField: keyof T & string
  /** True if the object is already in use, so that it must not be deleted. */
  isUsed(item: T): boolean
}

// Shared by the process, which may have several clients of one account.
const lock = createLock()
const owned = new Set<string>()

type Orphans<T extends Item> = Pick<Job<T>, 'secretField' | 'isUsed'>

const createSafely = async <T extends Item>(
  collection: Collection<T>,
  create: SafeCreate<T>,
  orphans: Orphans<T>,
): Promise<T> => {
  const { api } = collection
  const post = { method: 'POST', path: collection.path } as const
  api.refuseWrite(post)
  const call = nameCall(post, api)
  const stopped = api.endingSignal({ signal: create.signal })
  const abandoned = create.abandoned ?? never
  const place = [api.hostUrl, api.account, collection.path]
  const ownKey = (item: T) => JSON.stringify([...place, String(item.id)])
  const wait = async (previous: Promise<void>) =>
    unlessAborted(previous, stopped, () => new StoppedError(call, false))
  const isKnown = ({ id }: T) => recallOf(api, collection.path).has(id)
  const isOwned = (item: T) => owned.has(ownKey(item))
  const reconcileHalted = async (halt: Halt) => {
    const seen = await lookBefore(collection, create, stopped)
    if (orphans.secretField !== undefined)
      warnOfLeftovers({ ...create, ...orphans, call, isOwned, isKnown }, seen.before.items)
    return reconcile({
      ...create,
      secretField: orphans.secretField,
      isUsed: (item) => orphans.isUsed(item),
      pollMs: create.pollMs ?? 2_000,
      collection,
      call,
      halt,
      ...seen,
      isOwned,
      remember: (item) => owned.add(ownKey(item)),
    })
  }
  // Names that the API may treat as equal are candidates for each other.
  return lock.run(JSON.stringify([...place, normalizeName(create.name)]), wait, async () =>
    withHalt(api.clock, { stopped, abandoned }, reconcileHalted),
  )
}

// The clock behind `created_at` may be behind the one of the Date header.
const slackMs = 2_000

interface Seen<T extends Item> extends Pick<Job<T>, 'isEarlier'> {
  readonly before: First<T>
}

/** What distinguishes an object of this create from those that existed before. */
const lookBefore = async <T extends Item>(
  collection: Collection<T>,
  { createdAt }: SafeCreate<T>,
  stopped: AbortSignal,
): Promise<Seen<T>> => {
  const before = createdAt && (await listFirst(collection, stopped))
  const posted = collection.api.serverNow()
  if (createdAt !== undefined && before !== undefined && posted !== undefined)
    return { before, isEarlier: (item) => !(parseTime(createdAt(item) ?? '') >= posted - slackMs) }
  const ending = { signal: stopped, stoppable: false }
  return { before: await listNow(collection, ending), isEarlier: () => false }
}

/** A host that records every result. */
const never = new AbortController().signal

/**
 * Creates an object whose secret is returned only once, without leaving an orphan: the object of an
 * ambiguous POST is found and deleted, and the POST is sent once more, never a third time.
 * @returns the object with its secret
 * @throws ReadOnlyError, AmbiguousCreateError, LeftBehindError (whose fields belong in the state), LostSecretError,
 * and the errors of the first listing or of a rejected POST
 */
export const createSecret = async <T extends Item>(
  collection: Collection<T>,
  create: SecretCreate<T>,
): Promise<T> => createSafely(collection, create, create)

/**
 * Creates an object without a secret, without creating it twice: the object of an ambiguous POST is found
 * and adopted. If there is none, the POST is sent once more, never a third time.
 * @returns the object from the response to the create, or from the listing
 * @throws ReadOnlyError, AmbiguousCreateError, and the errors of the first listing or of a rejected POST
 */
export const createOrAdopt = async <T extends Item>(
  collection: Collection<T>,
  create: SafeCreate<T>,
): Promise<T> => createSafely(collection, create, { secretField: undefined, isUsed: () => false })
