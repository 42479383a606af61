import type { CallName } from './call.ts'
import { startDeadline } from './clock.ts'
import type { Collection } from './collection.ts'
import { AmbiguousCreateError } from './errors.ts'
import type { Item } from './pages.ts'

/** A look for what a create has made. */
export interface Search<T extends Item> {
  readonly collection: Collection<T>
  /** The create, for errors. */
  readonly call: CallName
  /** Between two looks. */
  readonly pollMs: number
  /** Aborted by a stop: the user does not wait for a full search then. */
  readonly stopped: AbortSignal
}

// After a stop a search has this long in all: what was made shows at once, or most likely never.
const stoppedMs = 5_000

/** Looks again and again for as long as one call may take; the last look is at the end of it. */
export const pollUntil = async <T extends Item, R>(
  job: Search<T>,
  signal: AbortSignal,
  look: () => Promise<R | undefined>,
): Promise<R | undefined> => {
  const { clock, timeoutMs } = job.collection.api
  const begun = clock.now()
  for (;;) {
    const patience = job.stopped.aborted ? Math.min(timeoutMs, stoppedMs) : timeoutMs
    const left = begun + patience - clock.now()
    const found = await look()
    if (found !== undefined || left <= 0) return found
    await pause(job, Math.min(job.pollMs, left), signal)
  }
}

const pause = async <T extends Item>(
  job: Search<T>,
  ms: number,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await job.collection.api.clock.sleep(ms, signal)
  } catch {
    throw new AmbiguousCreateError(job.call, [], undefined)
  }
}

// A stop does not end the reconciliation, which would leave a live secret behind: this time does.
export const detached = async <T extends Item, R>(
  job: Search<T>,
  work: (ending: { signal: AbortSignal; stoppable: false }) => Promise<R>,
): Promise<R> => {
  const { clock, timeoutMs } = job.collection.api
  const deadline = startDeadline(clock, 2 * timeoutMs)
  try {
    return await work({ signal: deadline.signal, stoppable: false })
  } finally {
    deadline.cancel()
  }
}
