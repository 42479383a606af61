/** Which requests a fault strikes. What is left out matches everything. */
export interface Match {
  readonly method?: string
  /** The exact path, a route's template (`/api/v3/accounts/{account_id}/scim-config/`), or an expression. */
  readonly path?: string | RegExp
}

/**
 * What goes wrong. The parts combine: `{ status: 500, commit: 'now' }` is a create that took effect
 * though the client was told otherwise.
 */
export interface Fault {
  /** How many requests it strikes: 1 unless told. Infinity lasts until released. */
  readonly times?: number
  /** Milliseconds that the answer is kept back, after the request took effect. Infinity: until released. */
  readonly latency?: number
  /** Sends this status instead of the answer. A 404 comes with dbt's own text. */
  readonly status?: number
  /** The Retry-After header, in seconds, beside `status`. */
  readonly retryAfter?: number
  /** The body of `status` is a proxy's HTML page instead of the JSON envelope. */
  readonly html?: boolean
  /** Resets the connection instead of answering. */
  readonly reset?: boolean
  /**
   * Whether the request takes effect where `status` or `reset` replaces its answer: `never` unless told;
   * `now`; or `late`: `lateBy` milliseconds after the answer (a 500 unless told) or when released.
   */
  readonly commit?: 'never' | 'now' | 'late'
  readonly lateBy?: number
  /** Breaks off the answer: `length` ends the connection before Content-Length is reached, `json` cuts the text. */
  readonly truncated?: 'length' | 'json'
  /** Leaves these fields out of `data`: `['token_string']`. */
  readonly without?: readonly string[]
  /**
   * Listings only. `stale`: the rows as they were when the fault was set. `incomplete`: half of the rows,
   * though `total_count` tells of all, and no paging. `repeating`: the same, but limit and offset are
   * taken and change nothing.
   */
  readonly listing?: 'stale' | 'incomplete' | 'repeating'
}

/** A fault that was set. */
export interface Hold {
  /** Resolves when it first strikes. */
  readonly struck: Promise<void>
  /** Resolves when it will strike no more and every late effect has come. */
  readonly done: Promise<void>
  /** Ends the fault: answers kept back leave, late effects come at once, listings are fresh again. */
  release(): void
}

/** True when the fault puts something else in the place of the answer. */
export const isReplaced = (fault: Fault): boolean =>
  fault.status !== undefined || fault.reset === true || fault.commit === 'late'

/** When a request struck by the fault takes effect. */
export const commitOf = (fault: Fault): 'never' | 'now' | 'late' =>
  fault.commit ?? (isReplaced(fault) ? 'never' : 'now')
