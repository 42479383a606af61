import type { CallName, Ending } from './call.ts'
import { startDeadline } from './clock.ts'
import type { Collection } from './collection.ts'
import { AmbiguousCreateError } from './errors.ts'
import type { Item } from './pages.ts'
import { type Halt, untilAborted } from './stop.ts'

/** A look for what a create has made. */
export interface Search<T extends Item> {
  readonly collection: Collection<T>
  /** The create, for errors. */
  readonly call: CallName
  /** Between two looks. */
  readonly pollMs: number
  readonly halt: Halt
}

// After a stop a search takes no longer than this: what was made shows at once, or most likely never.
const stoppedMs = 5_000

// It ends this long after the stop, so that there is time to delete what was found.
const lastLookMs = 12_000

/** Between two looks when nobody waits for the result: the process is about to end. */
const abandonedPollMs = 250

/** Looks again and again for as long as one call may take; the last look is at the end of it. */
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

/** Ends early when the signal is aborted, and when nobody waits any more. */
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
    // The caller looks at its signals.
  }
}

/**
 * Looks, from a stop on, for what a POST under way has made.
 * @returns what it has made, as soon as it is found and nobody waits for the answer; undefined when there is an answer
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

// A stop does not end the reconciliation, which would leave a live secret behind: this time does.
export const detached = async <T extends Item, R>(
  job: Search<T>,
  work: (ending: { signal: AbortSignal; stoppable: false }) => Promise<R>,
): Promise<R> => {
  const { clock, timeoutMs } = job.collection.api
  const deadline = startDeadline(clock, 2 * timeoutMs)
  try {
    const signal = AbortSignal.any([deadline.signal, job.halt.over])
    return await work({ signal, stoppable: false })
  } finally {
    deadline.cancel()
  }
}
