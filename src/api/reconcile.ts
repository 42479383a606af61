import type { Ending } from './call.ts'
import { type Doubt, isOlder, judgeCandidates } from './candidates.ts'
import {
  AmbiguousCreateError,
  ApiError,
  LeftBehindError,
  LostSecretError,
  RepairedCreateError,
  StoppedError,
  UnreadableAnswerError,
} from './errors.ts'
import type { Item, Listing } from './pages.ts'
import { remove } from './removal.ts'
import { detached, pollUntil, type Search, watchPost } from './search.ts'

/** A create whose outcome is looked up if it is ambiguous. */
export interface SafeCreate<T extends Item> {
  /** Creates with the same name wait for each other. */
  readonly name: string
  readonly body: object
  /** True for an object that this create could have created, because it has the name. */
  isCandidate(item: T): boolean
  /**
   * The creation time of the object, as the API returned it. With it, one listing before the first create serves all
   * creates that follow. Without it, each create lists first.
   */
  readonly createdAt?: (item: T) => string | null | undefined
  /** Called with a warning although the create succeeded: what was deleted or may be left over. */
  warn(warning: ApiError): void
  readonly signal?: AbortSignal | undefined
  /** Aborted before `signal` if the result cannot be recorded. The created object is then deleted. */
  readonly abandoned?: AbortSignal | undefined
  /** The time between two searches for the object of a lost create. */
  readonly pollMs?: number | undefined
}

/** A create that holds its lock. */
export interface Job<T extends Item> extends SafeCreate<T>, Doubt<T>, Search<T> {
  /** Without a secret, an orphan is usable and is adopted. */
  readonly secretField: (keyof T & string) | undefined
  readonly pollMs: number
  remember(item: T): void
}

type Posted<T> =
  | { readonly kind: 'made'; readonly item: T }
  | { readonly kind: 'refused' | 'doubt'; readonly error: ApiError }

/** True also for a masked secret. */
const lacksSecret = <T extends Item>(field: keyof T & string, item: T): boolean => {
  const secret: unknown = item[field]
  return typeof secret !== 'string' || /^[\s*\u2022]*$/.test(secret)
}

/** @throws UnreadableAnswerError if the response contains another object than the created one */
const create = async <T extends Item>(job: Job<T>): Promise<T> => {
  const item = await job.collection.create(job.body, { signal: job.halt.stopped, stoppable: false })
  if (!isOlder(job, item)) return item
  const found = `it shows object ${item.id}, which existed before`
  throw new UnreadableAnswerError({ ...job.call, status: 200 }, found)
}

/** One POST and its outcome. */
const ask = async <T extends Item>(job: Job<T>): Promise<Posted<T>> => {
  try {
    const item = await create(job)
    job.remember(item)
    const { secretField } = job
    if (secretField === undefined || !lacksSecret(secretField, item)) return { kind: 'made', item }
    await remove(job, item)
    return { kind: 'refused', error: new LostSecretError(job.call, String(item.id)) }
  } catch (error) {
    if (!(error instanceof ApiError) || error instanceof LeftBehindError) throw error
    return { kind: error.ambiguous ? 'doubt' : 'refused', error }
  }
}

/** One POST. If its result cannot be recorded, the created object is looked up while waiting for the response. */
const post = async <T extends Item>(job: Job<T>): Promise<Posted<T>> => {
  const done = new AbortController()
  const answer = ask(job).finally(() => done.abort())
  const sighted = watchPost(job, done.signal, async (ending) => glance(job, ending))
  const item = await Promise.race([sighted, answer.then(() => undefined)])
  return item === undefined ? answer : { kind: 'made', item }
}

/** A search. If it fails, it proves nothing, and others follow. */
const glance = async <T extends Item>(job: Job<T>, ending: Ending): Promise<T | undefined> => {
  try {
    const verdict = judgeCandidates(job, await job.collection.list(ending))
    return verdict.kind === 'one' ? verdict.item : undefined
  } catch (error) {
    if (error instanceof ApiError) return undefined
    throw error
  }
}

/** One search in the collection. @throws AmbiguousCreateError if nothing may be deleted */
const look = async <T extends Item>(job: Job<T>, ending: Ending, cause: ApiError) => {
  const verdict = judgeCandidates(job, await listAfter(job, ending))
  if (verdict.kind === 'unclear') throw new AmbiguousCreateError(job.call, verdict.ids, cause)
  return verdict.kind === 'one' ? verdict.item : undefined
}

/** @throws AmbiguousCreateError without a listing */
const listAfter = async <T extends Item>(job: Job<T>, ending: Ending): Promise<Listing<T>> => {
  try {
    return await job.collection.list(ending)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new AmbiguousCreateError(job.call, [], error)
  }
}

/** Deletes an orphan with a warning, because someone else may have created it. @throws LeftBehindError */
const undo = async <T extends Item>(job: Job<T>, item: T): Promise<void> => {
  job.remember(item)
  await remove(job, item)
  job.warn(new RepairedCreateError(job.call, String(item.id)))
}

type Settled<T> =
  | { readonly kind: 'nothing found' | 'deleted' }
  | { readonly kind: 'adopted'; readonly item: T }

/** Finds the object of an ambiguous create, and deletes or adopts it. */
const settle = async <T extends Item>(
  job: Job<T>,
  cause: ApiError,
  patience: 'once' | 'poll',
): Promise<Settled<T>> => {
  const found = await detached(job, async (ending) => {
    const lookOnce = async () => look(job, ending, cause)
    return patience === 'once' ? lookOnce() : pollUntil(job, ending.signal, lookOnce)
  })
  if (found === undefined) return { kind: 'nothing found' }
  job.remember(found)
  const isAsGood = job.secretField === undefined && !job.halt.abandoned.aborted
  if (isAsGood) return { kind: 'adopted', item: found }
  await undo(job, found)
  return { kind: 'deleted' }
}

/** Handles a late commit of the first create after a successful second one. */
const settleLate = async <T extends Item>(job: Job<T>, cause: ApiError): Promise<void> => {
  try {
    const late = await settle(job, cause, 'once')
    if (late.kind === 'adopted')
      throw new AmbiguousCreateError(job.call, [String(late.item.id)], cause)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    job.warn(error)
  }
}

/** The second and last POST, after an ambiguous first one. */
const postAgain = async <T extends Item>(
  job: Job<T>,
  first: { readonly error: ApiError; readonly undone: boolean },
): Promise<T> => {
  const second = await post(job)
  switch (second.kind) {
    case 'made':
      if (!first.undone) await settleLate(job, first.error)
      return second.item
    case 'refused': {
      const late = first.undone ? undefined : await settle(job, first.error, 'once')
      if (late?.kind === 'adopted') return late.item
      throw second.error
    }
    case 'doubt': {
      const settled = await settle(job, second.error, 'poll')
      if (settled.kind === 'adopted') return settled.item
      if (settled.kind === 'deleted' && first.undone) throw second.error
      throw new AmbiguousCreateError(job.call, [], second.error)
    }
  }
}

/** A gateway that refuses a request has most likely not passed it on, so one search is enough. */
const isLikelyRefused = ({ status = 500 }: ApiError): boolean =>
  status >= 300 && status < 500 && status !== 408

/** Sends the POST, and resolves an ambiguous outcome. */
const createOnce = async <T extends Item>(job: Job<T>): Promise<T> => {
  const first = await post(job)
  switch (first.kind) {
    case 'made':
      return first.item
    case 'refused':
      throw first.error
    case 'doubt': {
      const isRefused = isLikelyRefused(first.error)
      const settled = await settle(job, first.error, isRefused ? 'once' : 'poll')
      if (settled.kind === 'adopted') return settled.item
      const undone = settled.kind === 'deleted'
      if (isRefused && !undone) throw first.error
      if (!job.halt.stopped.aborted) return postAgain(job, { error: first.error, undone })
      throw undone
        ? new StoppedError(job.call, false)
        : new AmbiguousCreateError(job.call, [], first.error)
    }
  }
}

/** Sends the POST, and resolves an ambiguous outcome. Deletes an object that cannot be recorded. */
export const reconcile = async <T extends Item>(job: Job<T>): Promise<T> => {
  const item = await createOnce(job)
  if (!job.halt.abandoned.aborted) return item
  await undo(job, item)
  throw new StoppedError(job.call, false)
}
