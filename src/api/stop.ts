import type { Ending } from './call.ts'

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
