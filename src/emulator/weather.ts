import type { Fault } from './fault.ts'

/** What befalls requests by chance or by number, whatever they ask for. */
export interface WeatherOptions {
  /** Milliseconds by which every answer is kept back: 0 unless told. */
  readonly latency?: number | undefined
  /** How many requests a minute are served; the others get 429 and Retry-After. All unless told. */
  readonly rateLimit?: number | undefined
  /** The share of requests that go wrong, 0 to 1: none unless told. */
  readonly failureRate?: number | undefined
  /** The same seed brings the same failures for the same requests in the same order. 1 unless told. */
  readonly seed?: number | undefined
}

const minute = 60_000

/** What may go wrong: an answer lost before or after the request took effect, and a busy server. */
const misfortunes: readonly Fault[] = [
  { status: 500 },
  { status: 503 },
  { status: 500, commit: 'now' },
  { status: 502, html: true, commit: 'now' },
  { reset: true },
  { reset: true, commit: 'now' },
  { truncated: 'length' },
  { status: 429, retryAfter: 0 },
]

/** Mulberry32: numbers in [0, 1) that depend on the seed alone. */
const createRandom = (seed: number): (() => number) => {
  let state = Math.trunc(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Tells what strikes the next request, if anything does. */
export type Weather = () => Fault | undefined

const createLimit = (most: number, now: () => number): Weather => {
  let opened = Number.NEGATIVE_INFINITY
  let served = 0
  return () => {
    if (now() - opened >= minute) {
      opened = now()
      served = 0
    }
    served += 1
    if (served <= most) return undefined
    return { status: 429, retryAfter: Math.ceil((opened + minute - now()) / 1000) }
  }
}

const createFailures = (rate: number, random: () => number): Weather => {
  const pick = (): Fault | undefined => misfortunes[Math.floor(random() * misfortunes.length)]
  return () => (random() < rate ? pick() : undefined)
}

/** `now`: milliseconds by the emulator's clock. */
export const createWeather = (options: WeatherOptions, now: () => number): Weather => {
  const { latency = 0, rateLimit = Number.POSITIVE_INFINITY, failureRate = 0, seed = 1 } = options
  const limit = createLimit(rateLimit, now)
  const failures = createFailures(failureRate, createRandom(seed))
  return () => {
    const fault = limit() ?? failures()
    return latency > 0 ? { ...fault, latency } : fault
  }
}
