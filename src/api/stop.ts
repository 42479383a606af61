import type { Ending } from './call.ts'
import type { Clock } from './clock.ts'

/** Stops everything that is in progress. Work that starts later is not affected. */
export interface Stop {
  /** The signal for work that starts now. Get it once, at the start. */
  current(): AbortSignal
  stop(): void
}

export const createStop = (): Stop => {
  let controller = new AbortController()
  return {
    current: () => controller.signal,
    stop() {
      const ended = controller
      controller = new AbortController()
      ended.abort()
    },
  }
}

/** The signal that ends a call that starts now. */
export const endingSignal = (stop: Stop, { signal, stoppable = true }: Ending): AbortSignal => {
  const signals = [...(stoppable ? [stop.current()] : []), ...(signal ? [signal] : [])]
  return AbortSignal.any(signals)
}

/** Calls back when the signal is aborted, or immediately if it already is. Returns a function that cancels it. */
export const onAbort = (signal: AbortSignal, callback: () => void): (() => void) => {
  if (signal.aborted) callback()
  else signal.addEventListener('abort', callback, { once: true })
  return () => signal.removeEventListener('abort', callback)
}

/** The outcome of the promise. Throws `reason()` if the signal is aborted first. */
export const unlessAborted = async <T>(
  promise: Promise<T>,
  signal: AbortSignal,
  reason: () => Error,
): Promise<T> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const release = onAbort(signal, () => reject(reason()))
  try {
    return await Promise.race([aborted, promise])
  } finally {
    release()
  }
}

/** Resolves when the signal is aborted, or immediately if it already is. */
export const untilAborted = async (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => void onAbort(signal, resolve))

/** How a create ends early, and its remaining time. */
export interface Halt {
  /** Aborted when the user stops the operation. */
  readonly stopped: AbortSignal
  /** Aborted when the result cannot be recorded. */
  readonly abandoned: AbortSignal
  /** Aborted at the end of the time after a stop. Nothing is sent afterwards. */
  readonly over: AbortSignal
  /** The time of the stop, by the clock. Undefined if it was not stopped. */
  stoppedAt(): number | undefined
}

/**
 * The time of a create after a stop: 10 s for the response to a sent request, and some more to undo its effect.
 * A host that is stopped twice waits 15 s.
 */
const haltMs = 14_000

/** Runs work that can be stopped, and limits its time after a stop. */
export const withHalt = async <R>(
  clock: Clock,
  { stopped, abandoned }: Pick<Halt, 'stopped' | 'abandoned'>,
  work: (halt: Halt) => Promise<R>,
): Promise<R> => {
  const over = new AbortController()
  let at: number | undefined
  let cancel: (() => void) | undefined
  const release = onAbort(stopped, () => {
    at = clock.now()
    cancel = clock.after(haltMs, () => over.abort())
  })
  try {
    return await work({ stopped, abandoned, over: over.signal, stoppedAt: () => at })
  } finally {
    release()
    cancel?.()
  }
}
