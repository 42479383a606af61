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
      const offset = parseHttpDate(date) - clock.now()
      if (!Number.isNaN(offset)) ahead = Math.max(ahead ?? offset, offset)
    },
    now: () => (ahead === undefined ? undefined : clock.now() + ahead),
  }
}

// As HTTP has it: a name of a day or month is in each of its three forms. `Date.parse` alone takes "-5".
const httpDate = /^[a-z]{3,9},? .*\d{4}|^[a-z]{3,9}, \d{1,2}-[a-z]{3}-\d{2} /i

/** The time of a header with an HTTP date in milliseconds since 1970, or NaN. */
export const parseHttpDate = (header = ''): number =>
  httpDate.test(header) ? Date.parse(header) : Number.NaN

// `Date.parse` alone takes "7" for a month, and a time without a zone for that of this machine.
const timestamp =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?) ?(?:(Z|UTC)|([+-]\d\d):?(\d\d)?)?$/i

/** The time of an object in milliseconds since 1970, or NaN. Without a zone, it is dbt Cloud's time: UTC. */
export const parseTime = (text: string): number => {
  const [, day, time, , hours, minutes = '00'] = timestamp.exec(text.trim()) ?? []
  return Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
}
