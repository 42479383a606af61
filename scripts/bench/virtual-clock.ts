import { type Clock, systemClock } from '../../src/api/index.ts'

/**
 * Real time in which a wait takes only as many milliseconds as answers under way may need, for everybody
 * who goes by this clock.
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
