import {
  adviseOnRedirect,
  adviseOnRefusal,
  adviseOnWait,
  type Refused,
  type Situation,
} from './advice.ts'
import { type CallName, pickName } from './call.ts'
import {
  type ApiError,
  ForbiddenError,
  HttpError,
  NotFoundError,
  RedirectError,
  type Refusal,
  UnauthorizedError,
  UnreadableAnswerError,
} from './errors.ts'
import { isObject, JsonLimitError, parseJson } from './json.ts'
import { maskValues } from './mask.ts'
import { plainText } from './plain-text.ts'

/** A complete response. */
export interface Reply {
  readonly status: number
  readonly text: string
  /** True if the body is not valid UTF-8, so that some characters of the text are replaced. */
  readonly isGarbled?: boolean
  readonly retryAfter?: string | undefined
  readonly location?: string | undefined
  /** The time of the response, by the server's clock. */
  readonly date?: string | undefined
}

/** The envelope of every dbt Cloud response. */
export interface Envelope {
  /** Undefined for a response without a body, as for a DELETE. */
  readonly data: unknown
  readonly pagination?: Pagination | undefined
}

/** `count` on this page, `total_count` on all pages. */
export interface Pagination {
  readonly count: number
  readonly total_count: number
}

/** The name of a call in an error, and the values that the error must not contain. */
export interface Naming extends CallName {
  readonly secrets: readonly string[]
  readonly situation?: Situation
}

interface Parsed {
  readonly body?: unknown
  /** Why there is no body. Completes "but …". */
  readonly fault?: string
}

// A replaced character would be a change of the object.
const parse = ({ text, isGarbled }: Reply): Parsed => {
  if (isGarbled) return { fault: 'its body is not valid UTF-8' }
  try {
    return { body: parseJson(text) }
  } catch (error) {
    return error instanceof JsonLimitError ? { fault: error.message } : {}
  }
}

const member = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

const longest = 300

/** The rest of a longer message is ignored. */
const longestRead = 10_000

// Masked before it is cut, because a cut secret would not be recognized. Masked twice, because control
// characters may split a secret or be part of it.
const tidy = (message: unknown, secrets: readonly string[]): string | undefined => {
  if (typeof message !== 'string') return undefined
  const masked = maskValues(message.slice(0, longestRead), secrets)
  const clean = maskValues(plainText(masked), secrets)
  if (clean === '') return undefined
  return clean.length > longest ? `${clean.slice(0, longest - 1).toWellFormed()}…` : clean
}

const userMessage = (body: unknown, secrets: readonly string[]): string | undefined => {
  const status = member(body, 'status')
  const candidates = [
    member(status, 'user_message'),
    member(status, 'developer_message'),
    member(body, 'detail'),
  ]
  return candidates.map((each) => tidy(each, secrets)).find((each) => each !== undefined)
}

const pagination = (body: unknown): Pagination | undefined => {
  const page = member(member(body, 'extra'), 'pagination')
  const count = member(page, 'count')
  const total = member(page, 'total_count')
  return typeof count === 'number' && typeof total === 'number'
    ? { count, total_count: total }
    : undefined
}

/** True if the status inside a 2xx says that the request failed. What a status does not say is no failure. */
const hasFailed = (status: unknown): boolean => {
  const [success, code] = [member(status, 'is_success') ?? true, member(status, 'code')]
  return success !== true || (typeof code === 'number' && code >= 400)
}

const unfinished = [
  'that means that the change was accepted but not made yet',
  'Run the command again in a minute.',
] as const

/**
 * The envelope of a 2xx.
 * @throws UnreadableAnswerError if the body is not an envelope, for example a page of a proxy.
 */
export const decodeEnvelope = (reply: Reply, name: Naming): Envelope => {
  const { status, text } = reply
  const facts = { ...pickName(name), status }
  if (status === 202 && name.method !== 'GET') throw new UnreadableAnswerError(facts, ...unfinished)
  if ((status === 204 && name.method !== 'GET') || (name.method === 'DELETE' && text === '')) {
    return { data: undefined }
  }
  const { body, fault = 'its body is not a response of the dbt Cloud API' } = parse(reply)
  if (!isObject(body) || !Object.hasOwn(body, 'data')) {
    const check = adviseOnRefusal('foreign', name.situation)
    throw new UnreadableAnswerError(facts, fault, check)
  }
  if (hasFailed(member(body, 'status'))) {
    const message = userMessage(body, name.secrets)
    throw new UnreadableAnswerError(
      { ...facts, userMessage: message },
      'the body says that the request failed',
    )
  }
  return { data: body['data'], pagination: pagination(body) }
}

/** The error for any status other than 2xx. */
export const decodeRefusal = (reply: Reply, name: Naming): ApiError => {
  const { body } = parse(reply)
  const message = userMessage(body, name.secrets)
  const refusal: Refusal = {
    ...pickName(name),
    status: reply.status,
    userMessage: message,
    retryAfter: reply.retryAfter,
    date: reply.date,
    isForeign: !isObject(body),
  }
  if (reply.status >= 300 && reply.status < 400) {
    return new RedirectError(refusal, adviseOnRedirect(reply.location, name))
  }
  const advise = (refused: Refused): string => adviseOnRefusal(refused, name.situation, reply.date)
  const wait = adviseOnWait(reply.retryAfter, name.situation)
  switch (reply.status) {
    case 401:
      return new UnauthorizedError(refusal, advise('unauthorized'))
    case 403:
      // A page comes from a gateway, so it does not mean that dbt Cloud rejected the token.
      return isObject(body)
        ? new ForbiddenError(refusal, advise('forbidden'))
        : new HttpError(refusal, advise('foreign'))
    case 404:
      return isObject(body)
        ? new NotFoundError(refusal, advise('notFound'))
        : new HttpError(refusal, advise('foreign'))
    case 429:
      return new HttpError(refusal, wait || advise('crowded'))
    default:
      return new HttpError(refusal, wait || (isObject(body) ? '' : advise('foreign')))
  }
}
