import { type CallName, formatName } from './call.ts'
import { quoted } from './plain-text.ts'

export interface Facts extends CallName {
  readonly status?: number | undefined
  /** The API's message for the user, without secrets. */
  readonly userMessage?: string | undefined
}

/** The data of every error of the client. The message never contains the token or a body. */
export abstract class ApiError extends Error {
  /** A stable code for programs. */
  abstract readonly code: string
  readonly method: CallName['method']
  readonly hostUrl: string
  readonly path: string
  readonly status: number | undefined
  readonly userMessage: string | undefined
  /** True if the call may have taken effect on the server. */
  readonly ambiguous: boolean

  constructor(facts: Facts, sentences: readonly string[], ambiguous: boolean) {
    super(sentences.join(' '))
    this.name = new.target.name
    this.method = facts.method
    this.hostUrl = facts.hostUrl
    this.path = facts.path
    this.status = facts.status
    this.userMessage = facts.userMessage
    this.ambiguous = ambiguous
  }
}

export interface Refusal extends Facts {
  readonly status: number
  /** The Retry-After header, unparsed. */
  readonly retryAfter?: string | undefined
  /** The Date header, unparsed. */
  readonly date?: string | undefined
  /** True if something between this machine and the API may have sent the response. */
  readonly isForeign?: boolean
}

const quoteMessage = ({ userMessage }: Facts): string[] => {
  if (!userMessage) return []
  const end = /[.!?\u2026]$/.test(userMessage) ? '' : '.'
  return [`dbt Cloud returned: ${quoted(userMessage)}${end}`]
}

// A gateway may refuse or redirect the response to a request that has reached the API. 429 is said before that.
const isUndecided = ({ status, isForeign = false }: Refusal): boolean =>
  status === 408 || status >= 500 || status < 400 || (isForeign && status !== 429)

/** The server returned a status other than 2xx. */
export class HttpError extends ApiError {
  readonly code: string = 'http_status'
  declare readonly status: number
  readonly retryAfter: string | undefined
  /** The Date header, unparsed: the server's own time. */
  readonly date: string | undefined
  constructor(refusal: Refusal, check: string) {
    const what = `${formatName(refusal)} returned status ${refusal.status}.`
    const sentences = [what, ...quoteMessage(refusal), ...(check ? [check] : [])]
    super(refusal, sentences, isUndecided(refusal))
    this.retryAfter = refusal.retryAfter
    this.date = refusal.date
  }
}

/** 401: the token is invalid. */
export class UnauthorizedError extends HttpError {
  override readonly code = 'unauthorized'
}

/** 403: the token does not have the permission, or the account does not have the feature. */
export class ForbiddenError extends HttpError {
  override readonly code = 'forbidden'
}

/** 404 in JSON. It does not prove absence, because a lost permission looks the same. */
export class NotFoundError extends HttpError {
  override readonly code = 'not_found'
}

/** 3xx. It is never followed, because the token would be sent to the new address. */
export class RedirectError extends HttpError {
  override readonly code = 'redirect'
}

/** The object is proven not to exist: a JSON 404, and the collection does not list it. */
export class AbsentError extends ApiError {
  readonly code = 'absent'
  constructor(facts: Facts) {
    super(facts, [`${formatName(facts)}: the object does not exist.`], false)
  }
}

/** A 2xx with an unexpected body. The outcome on the server is unknown. */
export class UnreadableAnswerError extends ApiError {
  readonly code = 'unreadable_answer'
  constructor(
    facts: Facts,
    found: string,
    check = 'Check that host_url is the address of the dbt Cloud API, and check any proxy.',
  ) {
    const what = `${formatName(facts)} returned status ${facts.status}, but ${found}.`
    super(facts, [what, ...quoteMessage(facts), check], true)
  }
}

export interface BrokenConnection {
  /** The system's error code. */
  readonly reason: string
  readonly sent: boolean
  /** What the user can do. */
  readonly check: string
}

/** No complete response arrived. `sent` is false if the request certainly was not sent. */
export class TransportError extends ApiError {
  readonly code = 'transport'
  readonly sent: boolean
  /** The system's error code: `ECONNREFUSED`, `ENOTFOUND`, `ECONNRESET`. */
  readonly reason: string
  constructor(facts: Facts, { reason, sent, check }: BrokenConnection) {
    const when = sent ? 'before the response was complete' : 'before it was sent'
    const what = `${formatName(facts)} failed ${when} (${reason}).`
    super(facts, [what, check], sent)
    this.sent = sent
    this.reason = reason
  }
}

/** No complete response arrived within `timeout_seconds`. */
export class TimeoutError extends ApiError {
  readonly code = 'timeout'
  readonly sent: boolean
  constructor(facts: Facts, milliseconds: number, sent: boolean) {
    const what = `${formatName(facts)} got no response within ${milliseconds / 1000} s.`
    super(facts, [what, 'Check the network, or increase timeout_seconds.'], sent)
    this.sent = sent
  }
}

/** The caller or a stop ended the call. `ambiguous` if a write was in progress. */
export class StoppedError extends ApiError {
  readonly code = 'stopped'
  constructor(facts: Facts, ambiguous: boolean) {
    const end = facts.method === 'GET' ? 'before its response arrived' : 'before it took effect'
    const when = ambiguous ? 'after it was sent; it may have taken effect' : end
    super(facts, [`${formatName(facts)} was stopped ${when}.`], ambiguous)
  }
}

/** The client is read-only: nothing was sent. */
export class ReadOnlyError extends ApiError {
  readonly code = 'read_only'
  constructor(facts: Facts) {
    const what = `${formatName(facts)} was not sent because the provider is in read-only mode.`
    super(facts, [what, 'Unset DBT_CLOUD_READ_ONLY to allow writes.'], false)
  }
}

/** A read directly after a write returned other values, because someone else wrote at the same time. */
export class ConflictError extends ApiError {
  readonly code = 'conflict'
  /** The names of what differs. */
  readonly fields: readonly string[]
  constructor(facts: Facts, fields: readonly string[]) {
    const what = `${formatName(facts)} shows that someone else changed the object at the same time: ${fields.join(', ')} does not have the value that was written.`
    super(facts, [what, 'Find out who else manages it, then apply again.'], true)
    this.fields = fields
  }
}

/** It is unknown which object a create made, if any. Nothing was deleted. */
export class AmbiguousCreateError extends ApiError {
  readonly code = 'ambiguous_create'
  /** The objects that this create may have made. */
  readonly ids: readonly string[]
  constructor(facts: Facts, ids: readonly string[], cause: unknown) {
    const what = `${formatName(facts)} failed, and the object may or may not exist.`
    const check =
      ids.length === 0
        ? 'Look for its name in dbt Cloud, and delete any object that you do not want.'
        : `These objects may exist without being in any state: ${ids.join(', ')}. Check them in dbt Cloud, and delete any that you do not want.`
    super(facts, [what, ...reasonOf(cause), check], true)
    this.ids = ids
    this.cause = cause
  }
}

/** An object without its secret was left behind. `fields` contains its known fields. */
export class LeftBehindError extends ApiError {
  readonly code = 'left_behind'
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  constructor(facts: Facts, left: LeftBehind, cause: unknown) {
    const what = `${formatName(facts)} created ${left.id}, but its secret was lost and the object could not be deleted.`
    super(facts, [what, ...reasonOf(cause), 'Replace it, or delete it in dbt Cloud.'], true)
    this.id = left.id
    this.fields = left.fields
    this.cause = cause
  }
}

export interface LeftBehind {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A warning: a create failed, and the object that it had created was found and deleted. */
export class RepairedCreateError extends ApiError {
  readonly code = 'repaired_create'
  /** The object that was deleted. */
  readonly id: string
  constructor(facts: Facts, id: string) {
    const what = `${formatName(facts)} returned no usable response, but object ${id} was created.`
    const deed = `It was new, had the requested name, and had never been used, so the provider deleted it.`
    const check = `If someone else created ${id} at the same moment, create it again.`
    super(facts, [what, deed, check], false)
    this.id = id
  }
}

/** A warning: objects that an earlier run may have left behind exist beside the one that is created. */
export class LeftoverError extends ApiError {
  readonly code = 'leftover'
  readonly ids: readonly string[]
  constructor(facts: Facts, ids: readonly string[]) {
    const what = `Before ${formatName(facts)}, objects with the same name that have never been used already existed: ${ids.join(', ')}.`
    const check =
      'A run that was interrupted may have left them behind. If no state contains them and nobody needs them, delete them in dbt Cloud.'
    super(facts, [what, check], false)
    this.ids = ids
  }
}

/** A 2xx had an id but no secret. The object was deleted. */
export class LostSecretError extends ApiError {
  readonly code = 'lost_secret'
  constructor(facts: Facts, id: string) {
    const what = `${formatName(facts)} created ${id}, but the response did not contain its secret.`
    super(facts, [what, 'The object was deleted, so nothing is left behind. Apply again.'], false)
  }
}

const reasonOf = (cause: unknown): string[] => (cause instanceof ApiError ? [cause.message] : [])

/** An invalid setting. The message shows its value unless it is the token. */
export class SettingError extends Error {
  readonly code = 'setting'
  readonly setting: 'host_url' | 'token' | 'account_id'
  constructor(setting: SettingError['setting'], message: string) {
    super(`${setting} ${message}`)
    this.name = 'SettingError'
    this.setting = setting
  }
}

/** An environment variable names a proxy that cannot be used. Its credentials are never shown. */
export class ProxyError extends Error {
  readonly code = 'proxy'
  readonly variable: string
  constructor(variable: string, fault: string) {
    super(
      `${variable} ${fault}. Set it to an address such as http://proxy.example.com:3128, unset it, or add the host of host_url to NO_PROXY.`,
    )
    this.name = 'ProxyError'
    this.variable = variable
  }
}

/** True for the error that proves that an object does not exist. */
export const isAbsent = (error: unknown): error is AbsentError => error instanceof AbsentError
