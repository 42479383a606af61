import type { CallName } from './call.ts'
import { quoted } from './plain-text.ts'

export interface Facts extends CallName {
  readonly status?: number | undefined
  /** What the API said to the user, already free of secrets. */
  readonly userMessage?: string | undefined
}

/** What every error of this room carries. The message never holds the token or a body. */
export abstract class ApiError extends Error {
  /** Stable: what a program may compare. */
  abstract readonly code: string
  readonly method: CallName['method']
  readonly path: string
  readonly status: number | undefined
  readonly userMessage: string | undefined
  /** True if the call may have taken effect on the server all the same. */
  readonly ambiguous: boolean

  constructor(facts: Facts, sentences: readonly string[], ambiguous: boolean) {
    super(sentences.join(' '))
    this.name = new.target.name
    this.method = facts.method
    this.path = facts.path
    this.status = facts.status
    this.userMessage = facts.userMessage
    this.ambiguous = ambiguous
  }
}

export interface Refusal extends Facts {
  readonly status: number
  /** The Retry-After header as it came. */
  readonly retryAfter?: string | undefined
}

const said = ({ userMessage }: Facts): string[] => {
  if (!userMessage) return []
  const end = /[.!?…]$/.test(userMessage) ? '' : '.'
  return [`dbt Cloud returned: ${quoted(userMessage)}${end}`]
}

const isUndecided = (status: number): boolean => status === 408 || status >= 500

/** The server answered with another status than 2xx. */
export class HttpError extends ApiError {
  readonly code: string = 'http_status'
  declare readonly status: number
  readonly retryAfter: string | undefined
  constructor(refusal: Refusal, check: string) {
    const what = `${refusal.method} ${refusal.path} was answered with status ${refusal.status}.`
    const sentences = [what, ...said(refusal), ...(check ? [check] : [])]
    super(refusal, sentences, isUndecided(refusal.status))
    this.retryAfter = refusal.retryAfter
  }
}

/** 401: the token is not accepted. */
export class UnauthorizedError extends HttpError {
  override readonly code = 'unauthorized'
}

/** 403: the token may not do this, or the account has not got the feature. */
export class ForbiddenError extends HttpError {
  override readonly code = 'forbidden'
}

/** 404 in JSON: no proof of absence, since a lost permission looks the same. */
export class NotFoundError extends HttpError {
  override readonly code = 'not_found'
}

/** 3xx: never followed, because the token would go with it. */
export class RedirectError extends HttpError {
  override readonly code = 'redirect'
}

/** The object is proven not to exist: a JSON 404, and its collection answers without it. */
export class AbsentError extends ApiError {
  readonly code = 'absent'
  constructor(facts: Facts) {
    super(facts, [`${facts.method} ${facts.path}: the object does not exist.`], false)
  }
}

/** A 2xx whose body is not what the API promises: what happened on the server is not known. */
export class UnreadableAnswerError extends ApiError {
  readonly code = 'unreadable_answer'
  constructor(
    facts: Facts,
    found: string,
    check = 'Check that host_url is the address of the dbt Cloud API, and any proxy before it.',
  ) {
    const what = `${facts.method} ${facts.path} was answered with status ${facts.status}, but ${found}.`
    super(facts, [what, ...said(facts), check], true)
  }
}

export interface BrokenConnection {
  /** The system's code. */
  readonly reason: string
  readonly sent: boolean
  /** What to look at. */
  readonly check: string
}

/** No whole answer came. `sent` is false if the request certainly never left. */
export class TransportError extends ApiError {
  readonly code = 'transport'
  readonly sent: boolean
  /** The system's code: `ECONNREFUSED`, `ENOTFOUND`, `ECONNRESET`. */
  readonly reason: string
  constructor(facts: Facts, { reason, sent, check }: BrokenConnection) {
    const when = sent ? 'before its answer was complete' : 'before it was sent'
    const what = `${facts.method} ${facts.path}: the connection failed ${when} (${reason}).`
    super(facts, [what, check], sent)
    this.sent = sent
    this.reason = reason
  }
}

/** No whole answer came within `timeout_seconds`. */
export class TimeoutError extends ApiError {
  readonly code = 'timeout'
  readonly sent: boolean
  constructor(facts: Facts, milliseconds: number, sent: boolean) {
    const what = `${facts.method} ${facts.path} had no answer after ${milliseconds / 1000} s.`
    super(facts, [what, 'Check the network, or raise timeout_seconds.'], sent)
    this.sent = sent
  }
}

/** The caller, or a stop, ended the call. `ambiguous` if a write was under way. */
export class StoppedError extends ApiError {
  readonly code = 'stopped'
  constructor(facts: Facts, ambiguous: boolean) {
    const known = ambiguous
      ? 'after it was sent; it may have taken effect'
      : 'before it took effect'
    super(facts, [`${facts.method} ${facts.path} was stopped ${known}.`], ambiguous)
  }
}

/** The client is read-only: nothing was sent. */
export class ReadOnlyError extends ApiError {
  readonly code = 'read_only'
  constructor(facts: Facts) {
    const what = `${facts.method} ${facts.path} was not sent: this client is read-only.`
    super(facts, [what, 'Unset DBT_CLOUD_READ_ONLY to let it write.'], false)
  }
}

/** What was written is not what was found right after: someone else has written at the same time. */
export class ConflictError extends ApiError {
  readonly code = 'conflict'
  /** The names of what differs. */
  readonly fields: readonly string[]
  constructor(facts: Facts, fields: readonly string[]) {
    const what = `${facts.path} was changed by someone else at the same time: ${fields.join(', ')} is not what was written.`
    super(facts, [what, 'See who else manages it, and apply again.'], true)
    this.fields = fields
  }
}

/** Nobody can say which object a create has made, if any; nothing was deleted on a guess. */
export class AmbiguousCreateError extends ApiError {
  readonly code = 'ambiguous_create'
  /** The objects that this create may have made. */
  readonly ids: readonly string[]
  constructor(facts: Facts, ids: readonly string[], cause: unknown) {
    const what = `It is not known what ${facts.method} ${facts.path} has made.`
    const check =
      ids.length === 0
        ? 'No object of it is listed, but one may still appear: look for the name, and delete what is not wanted.'
        : `These may be live without an owner: ${ids.join(', ')}. Delete the ones that are not wanted.`
    super(facts, [what, ...reasonOf(cause), check], true)
    this.ids = ids
    this.cause = cause
  }
}

/** An object without its secret was left behind: `fields` are all that is known of it. */
export class LeftBehindError extends ApiError {
  readonly code = 'left_behind'
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  constructor(facts: Facts, left: LeftBehind, cause: unknown) {
    const what = `${facts.method} ${facts.path} has made ${left.id}, but its secret is lost, and it could not be deleted.`
    super(facts, [what, ...reasonOf(cause), 'Replace it, or delete it by hand.'], true)
    this.id = left.id
    this.fields = left.fields
    this.cause = cause
  }
}

export interface LeftBehind {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A 2xx told an id but no secret; the object was deleted again. */
export class LostSecretError extends ApiError {
  readonly code = 'lost_secret'
  constructor(facts: Facts, id: string) {
    const what = `${facts.method} ${facts.path} has made ${id}, but its secret was not told.`
    super(facts, [what, 'The object was deleted again, so nothing is left behind.'], false)
  }
}

const reasonOf = (cause: unknown): string[] => (cause instanceof ApiError ? [cause.message] : [])

/** A setting that no client can be made of. Names the setting, never its value. */
export class SettingError extends Error {
  readonly code = 'setting'
  readonly setting: 'host_url' | 'token' | 'account_id'
  constructor(setting: SettingError['setting'], message: string) {
    super(`${setting} ${message}`)
    this.name = 'SettingError'
    this.setting = setting
  }
}

/** True of the error that proves: this object does not exist (any more). */
export const isAbsent = (error: unknown): error is AbsentError => error instanceof AbsentError
