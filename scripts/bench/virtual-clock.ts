import { type Clock, systemClock } from '../../src/api/index.ts'

/**
 * A clock with simulated waits. In real time, a wait takes only the few milliseconds that pending
 * responses may need.
 */
export const createVirtualClock = (answersMs: number): Clock => {
  let ahead = 0
  const now = (): number => Date.now() + ahead
  return {
    ...systemClock,
    now,
    async sleep(ms, signal) {
      const end = now() + ms
      await systemClock.sleep(Math.min(ms, answersMs), signal)
      ahead = Math.max(ahead, end - Date.now())
    },
  }
}
