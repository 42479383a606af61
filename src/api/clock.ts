import { setTimeout as sleep } from 'node:timers/promises'

/** Time and randomness, which tests can replace. All times are in milliseconds. */
export interface Clock {
  now(): number
  /** Rejects as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Calls back once, unless the returned function is called first. */
  after(ms: number, callback: () => void): () => void
}

// A Node.js timer with a longer delay than this, 24 days, fires immediately.
const longestMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => sleep(Math.min(ms, longestMs), undefined, { signal }),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, longestMs))
    return () => clearTimeout(timer)
  },
}

/** A deadline with its own signal. `cancel` it when the work is done. */
export const startDeadline = (
  clock: Clock,
  ms: number,
): { readonly signal: AbortSignal; cancel(): void } => {
  const controller = new AbortController()
  const cancel = clock.after(ms, () => controller.abort())
  return { signal: controller.signal, cancel }
}
