/** How often and how long; `max_retries` counts what follows the first attempt. */
export interface RetryPolicy {
  readonly maxRetries: number
  readonly intervalMs: number
  /** Statuses of repeatable calls, besides 408, 429 and 5xx. */
  readonly codes: ReadonlySet<number>
}

/** One failed attempt. */
export interface Failure {
  /** 1 is the first. */
  readonly attempt: number
  readonly repeatable: boolean
  /** No status: the transport failed. */
  readonly status?: number | undefined
  /** Whether a failed transport may have carried the request away. */
  readonly sent?: boolean
  readonly retryAfter?: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** 0 <= chance < 1. */
  readonly chance: number
}

const cap = 120_000

/** 429: whoever is turned away was not heard, and all others of this process will not be either. */
export const isCrowded = (status: number | undefined): boolean => status === 429

const isTransient = (status: number, codes: ReadonlySet<number>): boolean =>
  status === 408 || isCrowded(status) || status >= 500 || codes.has(status)

const mayRepeat = (failure: Failure, codes: ReadonlySet<number>): boolean => {
  const { status, sent = true, repeatable } = failure
  if (status === undefined) return repeatable || !sent
  return repeatable ? isTransient(status, codes) : isCrowded(status)
}

/** Milliseconds that a Retry-After header asks for: seconds, or an HTTP date. */
export const parseRetryAfter = (header: string, now: number): number | undefined => {
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

// Full jitter, so that parallel calls do not come back in step. A server that names a time is never
// asked before it; a second of jitter spreads those who were told the same.
const waitMs = (failure: Failure, intervalMs: number): number => {
  const asked = parseRetryAfter(failure.retryAfter ?? '', failure.now)
  if (asked !== undefined) return asked + failure.chance * 1000
  return failure.chance * Math.min(cap, intervalMs * 2 ** (failure.attempt - 1))
}

/** Milliseconds that the server shall have before it is asked again. */
export const decidePause = (failure: Failure, { intervalMs }: RetryPolicy): number =>
  Math.min(cap, Math.round(waitMs(failure, intervalMs)))

/** Milliseconds until the next attempt, or undefined: the failure stands. */
export const decideRetry = (failure: Failure, policy: RetryPolicy): number | undefined => {
  if (failure.attempt > policy.maxRetries) return undefined
  if (!mayRepeat(failure, policy.codes)) return undefined
  return decidePause(failure, policy)
}
