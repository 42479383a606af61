import type { Clock } from './clock.ts'

/** The server's time, as far as its responses show it. */
export interface ServerClock {
  /** Records the Date header of a response that has just arrived. */
  note(date: string | undefined): void
  /** Milliseconds since 1970, never later than the server's own time. Undefined before the first Date header. */
  now(): number | undefined
}

/**
 * Each Date header is a lower bound, because it has whole seconds and the response took time to arrive. The highest
 * one is the closest. If this machine's clock jumps forward, the result is too high for a while, so nothing may be
 * deleted or ignored only because it appears to be older.
 */
export const createServerClock = (clock: Clock): ServerClock => {
  let ahead: number | undefined
  return {
    note(date) {
      const offset = Date.parse(date ?? '') - clock.now()
      if (!Number.isNaN(offset)) ahead = Math.max(ahead ?? offset, offset)
    },
    now: () => (ahead === undefined ? undefined : clock.now() + ahead),
  }
}

/** Milliseconds since 1970, or NaN. A time without a zone is dbt Cloud's time, not that of this machine. */
export const parseTime = (text: string): number =>
  Date.parse(/\d{2}:\d{2}:\d{2}(?:\.\d+)?$/.test(text) ? `${text}Z` : text)
