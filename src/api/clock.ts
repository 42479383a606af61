import { setTimeout as sleep } from 'node:timers/promises'

/** Time and chance, so that tests can bring their own. All times are milliseconds. */
export interface Clock {
  now(): number
  /** Rejects as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Calls back once, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => sleep(ms, undefined, { signal }),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

/** The moment at which a signal of its own is aborted; `cancel` it when the work is done. */
export const startDeadline = (
  clock: Clock,
  ms: number,
): { readonly signal: AbortSignal; cancel(): void } => {
  const controller = new AbortController()
  const cancel = clock.after(ms, () => controller.abort())
  return { signal: controller.signal, cancel }
}
