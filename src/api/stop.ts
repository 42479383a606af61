import type { Ending } from './call.ts'
import type { Clock } from './clock.ts'

/** One switch for everything under way; after it was thrown, what begins later is not touched. */
export interface Stop {
  /** The signal of what begins now. Take it once, at the beginning. */
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

/** The one signal that ends a call which begins now. */
export const endingSignal = (stop: Stop, { signal, stoppable = true }: Ending): AbortSignal => {
  const signals = [...(stoppable ? [stop.current()] : []), ...(signal ? [signal] : [])]
  return AbortSignal.any(signals)
}

/** Calls back when the signal is aborted, at once if it is already. Returns what takes it back. */
export const onAbort = (signal: AbortSignal, callback: () => void): (() => void) => {
  if (signal.aborted) callback()
  else signal.addEventListener('abort', callback, { once: true })
  return () => signal.removeEventListener('abort', callback)
}

/** The promise's outcome, unless the signal is aborted first: then `reason()` is thrown. */
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

/** Resolves when the signal is aborted, at once if it is already. */
export const untilAborted = async (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => void onAbort(signal, resolve))

/** How a create is ended early, and the time that is left to it then. */
export interface Halt {
  /** Aborted when the user does not want to wait any longer. */
  readonly stopped: AbortSignal
  /** Aborted when nobody will record the result. */
  readonly abandoned: AbortSignal
  /** Aborted when the time after a stop is over: nothing is sent any more. */
  readonly over: AbortSignal
  /** When it was stopped, by the clock. Undefined if it was not. */
  stoppedAt(): number | undefined
}

/**
 * What a create gets in all after a stop: 10 s for the answer to a request that was sent, then some for undoing what
 * that has done. A host that is stopped twice waits 15 s for us.
 */
const haltMs = 14_000

/** Runs work that may be halted, and takes care of the time after a stop. */
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
