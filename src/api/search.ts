import type { CallName, Ending } from './call.ts'
import { startDeadline } from './clock.ts'
import type { Collection } from './collection.ts'
import { AmbiguousCreateError } from './errors.ts'
import type { Item } from './pages.ts'
import { type Halt, untilAborted } from './stop.ts'

/** A search for the object of a create. */
export interface Search<T extends Item> {
  readonly collection: Collection<T>
  /** The name of the create, for errors. */
  readonly call: CallName
  /** The time between two searches. */
  readonly pollMs: number
  readonly halt: Halt
}

// After a stop, a search takes no longer than this. The object appears immediately, or most likely never.
const stoppedMs = 5_000

// It ends this long after the stop, which leaves time to delete the object.
const lastLookMs = 12_000

/** The time between two searches when the process is about to end. */
const abandonedPollMs = 250

/** Searches repeatedly for as long as one call may take. The last search is at the end of this time. */
export const pollUntil = async <T extends Item, R>(
  job: Search<T>,
  signal: AbortSignal,
  look: () => Promise<R | undefined>,
): Promise<R | undefined> => {
  const begun = job.collection.api.clock.now()
  for (;;) {
    const left = endOf(job, begun) - job.collection.api.clock.now()
    const found = await look()
    if (found !== undefined || left <= 0) return found
    await pause(job, left, signal)
    if (signal.aborted) throw new AmbiguousCreateError(job.call, [], undefined)
  }
}

const endOf = <T extends Item>({ collection, halt }: Search<T>, begun: number): number => {
  const { timeoutMs } = collection.api
  const stoppedAt = halt.stoppedAt()
  if (stoppedAt === undefined) return begun + timeoutMs
  return Math.min(begun + timeoutMs, begun + stoppedMs, stoppedAt + lastLookMs)
}

/** Ends early when the signal is aborted or the result is no longer needed. */
const pause = async <T extends Item>(
  { collection, pollMs, halt }: Search<T>,
  most: number,
  signal: AbortSignal,
): Promise<void> => {
  const { abandoned } = halt
  const ms = Math.min(abandoned.aborted ? abandonedPollMs : pollMs, most)
  const signals = abandoned.aborted ? [signal] : [signal, abandoned]
  try {
    await collection.api.clock.sleep(ms, AbortSignal.any(signals))
  } catch {
    // The caller checks its signals.
  }
}

/**
 * After a stop, searches for the object of a pending POST.
 * @returns the object as soon as it is found, or undefined when there is a response
 */
export const watchPost = async <T extends Item, R>(
  job: Search<T>,
  answered: AbortSignal,
  look: (ending: Ending) => Promise<R | undefined>,
): Promise<R | undefined> => {
  const { stopped, abandoned, over } = job.halt
  const signal = AbortSignal.any([answered, over])
  await untilAborted(AbortSignal.any([stopped, signal]))
  while (!signal.aborted) {
    const found = await look({ signal, stoppable: false })
    if (found !== undefined && abandoned.aborted) return found
    await pause(job, Number.POSITIVE_INFINITY, signal)
  }
  return undefined
}

// A stop does not end the reconciliation, because that would leave a secret behind. This deadline does.
export const detached = async <T extends Item, R>(
  job: Search<T>,
  work: (ending: Ending & { readonly signal: AbortSignal }) => Promise<R>,
): Promise<R> => {
  const { clock, timeoutMs } = job.collection.api
  const deadline = startDeadline(clock, 2 * timeoutMs)
  try {
    const signal = AbortSignal.any([deadline.signal, job.halt.over])
    return await work({ signal, stoppable: false, graceful: false })
  } finally {
    deadline.cancel()
  }
}
