import { type Ending, withAccount } from './call.ts'
import { type Doubt, judgeCandidates } from './candidates.ts'
import type { Collection } from './collection.ts'
import {
  AmbiguousCreateError,
  ApiError,
  LeftBehindError,
  LostSecretError,
  StoppedError,
} from './errors.ts'
import { createLock } from './lock.ts'
import type { Item, Listing } from './pages.ts'
import { remove } from './removal.ts'
import { detached, pollUntil, type Search } from './search.ts'
import { unlessAborted } from './stop.ts'

/** The creation of an object whose secret is told only once. */
export interface SecretCreate<T extends Item> {
  /** Creates of one name wait for each other. */
  readonly name: string
  readonly body: object
  /** The field that holds the secret, a string, in the answer to the create. */
  readonly secretField: keyof T & string
  /** True of an object that this create could have made: it has the name. */
  isCandidate(item: T): boolean
  /** True if something already uses the object, so that it must not be deleted. */
  isUsed(item: T): boolean
  /** Told of what may be left over by an earlier attempt, while the create itself succeeded. */
  warn(error: ApiError): void
  readonly signal?: AbortSignal | undefined
  /** Between two looks for what a lost create has made. */
  readonly pollMs?: number | undefined
}

/** A create under its lock. */
interface Job<T extends Item> extends SecretCreate<T>, Doubt<T>, Search<T> {
  readonly pollMs: number
  /** Aborted by a stop. */
  readonly stopped: AbortSignal
  remember(item: T): void
}

type Posted<T> =
  | { readonly kind: 'made'; readonly item: T }
  | { readonly kind: 'refused' | 'doubt'; readonly error: ApiError }

// One process may serve several clients of one account, so these belong to the process.
const lock = createLock()
const owned = new Set<string>()

const hasSecret = <T extends Item>({ secretField }: Job<T>, item: T): boolean =>
  typeof item[secretField] === 'string' && item[secretField] !== ''

const post = async <T extends Item>(job: Job<T>): Promise<Posted<T>> => {
  try {
    const item = await job.collection.create(job.body, { signal: job.stopped, stoppable: false })
    job.remember(item)
    if (hasSecret(job, item)) return { kind: 'made', item }
    await remove(job, item)
    return { kind: 'refused', error: new LostSecretError(job.call, String(item.id)) }
  } catch (error) {
    if (!(error instanceof ApiError) || error instanceof LeftBehindError) throw error
    return { kind: error.ambiguous ? 'doubt' : 'refused', error }
  }
}

/** One look at the collection. @throws AmbiguousCreateError if nothing may be deleted */
const look = async <T extends Item>(job: Job<T>, ending: Ending, cause: ApiError) => {
  const verdict = judgeCandidates(job, await listAfter(job, ending))
  if (verdict.kind === 'unclear') throw new AmbiguousCreateError(job.call, verdict.ids, cause)
  return verdict.kind === 'one' ? verdict.item : undefined
}

/** @throws AmbiguousCreateError if there is no listing to judge by */
const listAfter = async <T extends Item>(job: Job<T>, ending: Ending): Promise<Listing<T>> => {
  try {
    return await job.collection.list(ending)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new AmbiguousCreateError(job.call, [], error)
  }
}

/** Finds what a create in doubt has made, deletes it, and tells whether there was something. */
const undo = async <T extends Item>(
  job: Job<T>,
  cause: ApiError,
  patience: 'once' | 'poll',
): Promise<boolean> => {
  const found = await detached(job, async (ending) => {
    const lookOnce = async () => look(job, ending, cause)
    return patience === 'once' ? lookOnce() : pollUntil(job, ending.signal, lookOnce)
  })
  if (found) await remove(job, found)
  return found !== undefined
}

/** A late commit of the first create must not spoil the second one, which has its secret. */
const undoLate = async <T extends Item>(job: Job<T>, cause: ApiError): Promise<void> => {
  try {
    await undo(job, cause, 'once')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    job.warn(error)
  }
}

/** The second and last POST, after the first one was in doubt. */
const postAgain = async <T extends Item>(
  job: Job<T>,
  first: { readonly error: ApiError; readonly undone: boolean },
): Promise<T> => {
  const second = await post(job)
  switch (second.kind) {
    case 'made':
      if (!first.undone) await undoLate(job, first.error)
      return second.item
    case 'refused':
      if (!first.undone) await undo(job, first.error, 'once')
      throw second.error
    case 'doubt': {
      const undone = await undo(job, second.error, 'poll')
      if (undone && first.undone) throw second.error
      throw new AmbiguousCreateError(job.call, [], second.error)
    }
  }
}

const run = async <T extends Item>(job: Job<T>): Promise<T> => {
  const first = await post(job)
  switch (first.kind) {
    case 'made':
      return first.item
    case 'refused':
      throw first.error
    case 'doubt': {
      const undone = await undo(job, first.error, 'poll')
      if (!job.stopped.aborted) return postAgain(job, { error: first.error, undone })
      throw undone
        ? new StoppedError(job.call, false)
        : new AmbiguousCreateError(job.call, [], first.error)
    }
  }
}

/**
 * Creates an object whose secret is told only once, so that none is left live without an owner: a POST
 * in doubt is looked up, undone and done once more, never a third time.
 * @returns the object with its secret
 * @throws AmbiguousCreateError, LeftBehindError (whose fields belong in the state), LostSecretError,
 * and whatever the first listing or a refused POST throws
 */
export const createSecret = async <T extends Item>(
  collection: Collection<T>,
  create: SecretCreate<T>,
): Promise<T> => {
  const { api } = collection
  const call = { method: 'POST', path: `/${withAccount(collection.path, api.account)}` } as const
  const stopped = api.endingSignal({ signal: create.signal })
  const place = [api.hostUrl, api.account, collection.path]
  const ownKey = (item: T) => JSON.stringify([...place, String(item.id)])
  const wait = async (turn: Promise<void>) =>
    unlessAborted(turn, stopped, () => new StoppedError(call, false))
  return lock.run(JSON.stringify([...place, create.name]), wait, async () =>
    run({
      ...create,
      pollMs: create.pollMs ?? 2_000,
      collection,
      call,
      stopped,
      before: await collection.list({ signal: stopped, stoppable: false }),
      isOwned: (item) => owned.has(ownKey(item)),
      remember: (item) => owned.add(ownKey(item)),
    }),
  )
}
