import type { Json } from './exact-json.ts'

/** The requests that a fault applies to. An omitted field matches everything. */
export interface Match {
  readonly method?: string
  /** The exact path, a route's template (`/api/v3/accounts/{account_id}/scim-config/`), or an expression. */
  readonly path?: string | RegExp
}

/**
 * What goes wrong. The fields combine: `{ status: 500, commit: 'now' }` is a create that takes effect
 * although the client receives an error.
 */
export interface Fault {
  /** The number of requests that it applies to. Default: 1. Infinity lasts until released. */
  readonly times?: number
  /** Milliseconds to delay the response after the request took effect. Infinity: until released. */
  readonly latency?: number
  /** Sends this status instead of the response. A 404 has dbt's own text. */
  readonly status?: number
  /** The Retry-After header, in seconds, beside `status`. */
  readonly retryAfter?: number
  /** The body of `status` is a proxy's HTML page instead of the JSON envelope. */
  readonly html?: boolean
  /** Resets the connection instead of answering. */
  readonly reset?: boolean
  /**
   * Whether the request takes effect if `status` or `reset` replaces its response: `never` (default),
   * `now`, or `late`: `lateBy` milliseconds after the response (default: a 500), or when released.
   */
  readonly commit?: 'never' | 'now' | 'late'
  readonly lateBy?: number
  /** Truncates the response: `length` ends the connection before Content-Length is reached, `json` cuts the text. */
  readonly truncated?: 'length' | 'json'
  /** Omits these fields from `data`, or from each object in its list: `['token_string']`. */
  readonly without?: readonly string[]
  /** Sets these fields in `data`, or in each object in its list: `{ id: 8 }`, `{ name: null }`. */
  readonly with?: Readonly<Record<string, Json>>
  /** Sends this text as the whole body. */
  readonly body?: string
  /** The user message of the response with `status`. */
  readonly message?: string
  /** Adds these headers, or replaces the emulator's own. */
  readonly headers?: Readonly<Record<string, string>>
  /** Appends this many bytes of white space, which JSON allows, to the body. */
  readonly padding?: number
  /** Compresses the body. With `padding`, a small response unpacks to a large one. */
  readonly gzip?: boolean
  /** Hides what the request created from reads and listings for this many milliseconds. Infinity: until released. */
  readonly lag?: number
  /**
   * For listings. `stale`: the rows from when the fault was set. `incomplete`: half of the rows, with the
   * full `total_count`, and without paging. `repeating`: the same, but limit and offset are accepted and
   * have no effect. `empty`: no rows, and counts of 0. `miscounted`: no rows, and the full `count`.
   */
  readonly listing?: 'stale' | 'incomplete' | 'repeating' | 'empty' | 'miscounted'
}

/** A fault that has been set. */
export interface Hold {
  /** Resolves when it first applies. */
  readonly applied: Promise<void>
  /** Resolves when it no longer applies and every late effect has happened. */
  readonly done: Promise<void>
  /** Ends the fault: answers kept back leave, late effects come at once, listings are fresh again. */
  release(): void
}

/** True if the fault replaces the response. */
export const isReplaced = (fault: Fault): boolean =>
  fault.status !== undefined || fault.reset === true || fault.commit === 'late'

/** When a request with this fault takes effect. */
export const commitOf = (fault: Fault): 'never' | 'now' | 'late' =>
  fault.commit ?? (isReplaced(fault) ? 'never' : 'now')
