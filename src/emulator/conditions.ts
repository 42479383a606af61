import type { Fault } from './fault.ts'

/** Faults that depend on chance or on the number of requests, and not on the request itself. */
export interface ConditionOptions {
  /** Milliseconds to delay every response. Default: 0. */
  readonly latency?: number | undefined
  /** The number of requests served per minute. Others receive 429 and Retry-After. Default: no limit. */
  readonly rateLimit?: number | undefined
  /** The share of requests that fail, from 0 to 1. Default: 0. */
  readonly failureRate?: number | undefined
  /** The same seed causes the same failures for the same requests in the same order. Default: 1. */
  readonly seed?: number | undefined
}

const minute = 60_000

/** The possible failures: a response lost before or after the request took effect, and a busy server. */
const failures: readonly Fault[] = [
  { status: 500 },
  { status: 503 },
  { status: 500, commit: 'now' },
  { status: 502, html: true, commit: 'now' },
  { reset: true },
  { reset: true, commit: 'now' },
  { truncated: 'length' },
  { status: 429, retryAfter: 0 },
]

/** Mulberry32: numbers in [0, 1) that depend only on the seed. */
const createRandom = (seed: number): (() => number) => {
  let state = Math.trunc(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Returns the fault for the next request, if any. */
export type Conditions = () => Fault | undefined

const createLimit = (most: number, now: () => number): Conditions => {
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

const createFailures = (rate: number, random: () => number): Conditions => {
  const pick = (): Fault | undefined => failures[Math.floor(random() * failures.length)]
  return () => (random() < rate ? pick() : undefined)
}

/** `now`: milliseconds by the emulator's clock. */
export const createConditions = (options: ConditionOptions, now: () => number): Conditions => {
  const { latency = 0, rateLimit = Number.POSITIVE_INFINITY, failureRate = 0, seed = 1 } = options
  const limit = createLimit(rateLimit, now)
  const failing = createFailures(failureRate, createRandom(seed))
  return () => {
    const fault = limit() ?? failing()
    return latency > 0 ? { ...fault, latency } : fault
  }
}
