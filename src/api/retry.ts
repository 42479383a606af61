import { parseHttpDate } from './server-clock.ts'

/** The number and the delays of retries. `max_retries` does not count the first attempt. */
export interface RetryPolicy {
  readonly maxRetries: number
  readonly intervalMs: number
  /** Additional statuses for repeatable calls, besides 408, 429, and 5xx. */
  readonly codes: ReadonlySet<number>
}

/** One failed attempt. */
export interface Failure {
  /** 1 is the first. */
  readonly attempt: number
  readonly repeatable: boolean
  /** No status: the transport failed. */
  readonly status?: number | undefined
  /** Whether a failed transport may have sent the request. */
  readonly sent?: boolean
  /** The maximum number of useful retries, independent of the policy: 0 for failures that never succeed. */
  readonly mostRetries?: number
  /** The duration of the attempts so far, without the waits. */
  readonly spentMs?: number
  readonly retryAfter?: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** 0 <= chance < 1. */
  readonly chance: number
}

/** The longest wait, in milliseconds. If a server asks for more, the call fails. */
export const longestWaitMs = 120_000

/** 429: the server did not process the request, and will reject other requests of this process too. */
export const isCrowded = (status: number | undefined): boolean => status === 429

// Retries do not help with 501 (not implemented), 505 (HTTP version), and 511 (network login page).
const lastingStatuses: ReadonlySet<number> = new Set([501, 505, 511])

const isTransient = (status: number, codes: ReadonlySet<number>): boolean =>
  codes.has(status) ||
  ((status === 408 || isCrowded(status) || status >= 500) && !lastingStatuses.has(status))

const mayRepeat = (failure: Failure, codes: ReadonlySet<number>): boolean => {
  const { status, sent = true, repeatable } = failure
  if (status === undefined) return repeatable || !sent
  return repeatable ? isTransient(status, codes) : isCrowded(status)
}

/** Milliseconds that a Retry-After header asks for: seconds, also in fractions, or an HTTP date. */
export const parseRetryAfter = (header: string, now: number): number | undefined => {
  const text = header.trim()
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  const date = parseHttpDate(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

// Rate limits and announced outages end, so waiting is useful. If nothing listens at an address, or if a
// request makes the server fail, the user should learn it soon.
const isPatient = (status: number | undefined): boolean => isCrowded(status) || status === 503

const hurry = 0.15

// Full jitter, so that parallel calls do not retry at the same time. A server that names a time receives no
// request before it, and a second of jitter spreads the calls that wait for the same time.
const waitMs = (failure: Failure, intervalMs: number): number => {
  const asked = parseRetryAfter(failure.retryAfter ?? '', failure.now)
  if (asked !== undefined && asked > longestWaitMs) return asked
  if (asked !== undefined) return Math.min(longestWaitMs, asked + failure.chance * 1000)
  const first = isPatient(failure.status) ? intervalMs : intervalMs * hurry
  return failure.chance * Math.min(longestWaitMs, first * 2 ** (failure.attempt - 1))
}

/** Milliseconds to wait, or undefined if the server asks for more than the limit. */
export const decidePause = (failure: Failure, { intervalMs }: RetryPolicy): number | undefined => {
  const ms = Math.round(waitMs(failure, intervalMs))
  return ms > longestWaitMs ? undefined : ms
}

// If the attempts themselves are slow (no connection, a silent name server), more of them only make the
// user wait.
const isExhausted = ({ status, sent = true, spentMs = 0 }: Failure): boolean =>
  status === undefined && !sent && spentMs >= 8_000

/** Milliseconds until the next attempt, or undefined: the failure is final. */
export const decideRetry = (failure: Failure, policy: RetryPolicy): number | undefined => {
  const { mostRetries = Number.POSITIVE_INFINITY } = failure
  if (failure.attempt > Math.min(policy.maxRetries, mostRetries)) return undefined
  if (!mayRepeat(failure, policy.codes) || isExhausted(failure)) return undefined
  return decidePause(failure, policy)
}
