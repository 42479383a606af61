import { nameCall } from './call.ts'
import { normalizeName } from './candidates.ts'
import type { Collection } from './collection.ts'
import { StoppedError } from './errors.ts'
import { createLock } from './lock.ts'
import type { Item } from './pages.ts'
import { type Job, reconcile, type SafeCreate } from './reconcile.ts'
import { type Halt, unlessAborted, withHalt } from './stop.ts'

/** The creation of an object whose secret is told only once: an orphan of it is deleted. */
export interface SecretCreate<T extends Item> extends SafeCreate<T> {
  /** The field that holds the secret, a string, in the answer to the create. */
  readonly secretField: keyof T & string
  /** True if something already uses the object, so that it must not be deleted. */
  isUsed(item: T): boolean
}

// One process may serve several clients of one account, so these belong to the process.
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
  const wait = async (turn: Promise<void>) =>
    unlessAborted(turn, stopped, () => new StoppedError(call, false))
  const reconcileHalted = async (halt: Halt) =>
    reconcile({
      ...create,
      secretField: orphans.secretField,
      isUsed: (item) => orphans.isUsed(item),
      pollMs: create.pollMs ?? 2_000,
      collection,
      call,
      halt,
      before: await collection.list({ signal: stopped, stoppable: false }),
      isOwned: (item) => owned.has(ownKey(item)),
      remember: (item) => owned.add(ownKey(item)),
    })
  // Names that the API may take for the same are candidates of each other.
  return lock.run(JSON.stringify([...place, normalizeName(create.name)]), wait, async () =>
    withHalt(api.clock, { stopped, abandoned }, reconcileHalted),
  )
}

/** A host that records every result. */
const never = new AbortController().signal

/**
 * Creates an object whose secret is told only once, so that none is left live without an owner: a POST
 * in doubt is looked up, undone and done once more, never a third time.
 * @returns the object with its secret
 * @throws ReadOnlyError, AmbiguousCreateError, LeftBehindError (whose fields belong in the state), LostSecretError,
 * and whatever the first listing or a refused POST throws
 */
export const createSecret = async <T extends Item>(
  collection: Collection<T>,
  create: SecretCreate<T>,
): Promise<T> => createSafely(collection, create, create)

/**
 * Creates an object that keeps no secret, so that none is made twice: what a POST in doubt has made is
 * looked up and adopted; if nothing shows, the POST is done once more, never a third time.
 * @returns the object, as the answer to the create or else the listing tells it
 * @throws ReadOnlyError, AmbiguousCreateError, and whatever the first listing or a refused POST throws
 */
export const createOrAdopt = async <T extends Item>(
  collection: Collection<T>,
  create: SafeCreate<T>,
): Promise<T> => createSafely(collection, create, { secretField: undefined, isUsed: () => false })
