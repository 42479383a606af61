import type { Situation } from './advice.ts'
import { attempt, type Exchange, type Order, type Wire } from './attempt.ts'
import { type Call, isRead, isRepeatable, nameCall, pickName, withAccount } from './call.ts'
import { decodeEnvelope, decodeRefusal, type Envelope, type Naming } from './envelope.ts'
import {
  ApiError,
  HttpError,
  ReadOnlyError,
  StoppedError,
  TimeoutError,
  TransportError,
} from './errors.ts'
import { type Gate, gateOf } from './gate.ts'
import { formatJson } from './json.ts'
import { stringsOf } from './mask.ts'
import { decidePause, decideRetry, type Failure, isCrowded } from './retry.ts'
import type { ServerClock } from './server-clock.ts'
import type { Settings } from './settings.ts'
import { mostRetriesAfter } from './transport-fault.ts'
import { trustFaults } from './trust.ts'

/** The transport and the settings of calls. */
export interface Link {
  readonly exchange: Exchange
  readonly settings: Settings
  readonly serverClock: ServerClock
  /** What responses have shown about the token. */
  readonly found: { accounts?: readonly string[] | undefined }
}

/** A call with everything that does not change between its attempts. */
interface Job extends Link {
  readonly call: Call
  readonly gate: Gate
  readonly order: Order
}

/** The attempts made so far. */
interface Made {
  readonly number: number
  /** How long they took, without the waits between them. */
  readonly spentMs: number
}

type Outcome = { readonly envelope: Envelope } | { readonly error: ApiError }

const writeUrl = (call: Call, settings: Settings): string => {
  const url = new URL(`${settings.hostUrl}/${withAccount(call.path, settings.account)}`)
  for (const [name, value] of Object.entries(call.query ?? {})) {
    url.searchParams.set(name, String(value))
  }
  return url.href
}

const encodeWire = (call: Call, settings: Settings): Wire => ({
  method: call.method,
  url: writeUrl(call, settings),
  headers: {
    accept: 'application/json',
    authorization: `Token ${settings.token}`,
    'user-agent': settings.userAgent,
    ...(call.body && { 'content-type': 'application/json' }),
  },
  body: call.body && formatJson(call.body),
})

const nameSecretly = (call: Call, settings: Settings): Naming => ({
  ...nameCall(call, settings),
  secrets: [settings.token, ...stringsOf(call.body)],
})

const situate = ({ settings, found }: Link): Situation => ({
  hostUrl: settings.hostUrl,
  account: settings.account,
  accounts: found.accounts,
  proxyVariable: settings.proxy?.variable,
  tokenOrigin: settings.tokenOrigin,
  now: () => settings.clock.now(),
  trustFaults: () => trustFaults(settings.env),
})

/** Only names, because a value in a body or a query may be a secret. */
const logFields = ({ call, order }: Job): Record<string, unknown> => ({
  method: call.method,
  path: order.name.path,
  ...(call.query && { query_names: Object.keys(call.query) }),
  ...(call.body && { field_names: Object.keys(call.body) }),
})

const tryOnce = async (job: Job): Promise<Outcome & { readonly status?: number }> => {
  const { name } = job.order
  try {
    const reply = await attempt(job.exchange, job.order)
    const { status } = reply
    job.serverClock.note(reply.date)
    if (status < 200 || status > 299) return { error: decodeRefusal(reply, name), status }
    return { envelope: decodeEnvelope(reply, name), status }
  } catch (error) {
    // Other errors than our own are bugs of this program and are not retried.
    if (!(error instanceof ApiError)) throw error
    return { error, ...(error.status !== undefined && { status: error.status }) }
  }
}

const tryAndLog = async (job: Job, number: number): Promise<Outcome> => {
  const { clock, log } = job.settings
  const start = clock.now()
  const { status, ...outcome } = await tryOnce(job)
  const failure = 'error' in outcome ? { error: outcome.error.code } : {}
  const ms = clock.now() - start
  log('debug', 'dbt Cloud request', { ...logFields(job), attempt: number, status, ms, ...failure })
  return outcome
}

const describeTransport = (error: ApiError): Partial<Failure> => {
  if (error instanceof TimeoutError) return { sent: error.sent }
  if (!(error instanceof TransportError)) return {}
  const mostRetries = mostRetriesAfter(error.reason)
  return { sent: error.sent, ...(mostRetries !== undefined && { mostRetries }) }
}

const describeFailure = (job: Job, error: ApiError, { number, spentMs }: Made): Failure => ({
  attempt: number,
  spentMs,
  repeatable: isRepeatable(job.call),
  status: error.status,
  ...describeTransport(error),
  ...(error instanceof HttpError && { retryAfter: error.retryAfter }),
  now: job.settings.clock.now(),
  chance: job.settings.random(),
})

const isRetriable = (error: ApiError): boolean =>
  error instanceof HttpError || error instanceof TimeoutError || error instanceof TransportError

/** Milliseconds until the next attempt. Throws the error if there is none. */
const waitFor = (job: Job, error: ApiError, made: Made): number => {
  const failure = describeFailure(job, error, made)
  if (isCrowded(error.status)) shutGate(job, decidePause(failure, job.settings.retry))
  if (!isRetriable(error) || job.order.signal.aborted) throw error
  const wait = decideRetry(failure, job.settings.retry)
  if (wait === undefined) throw error
  return wait
}

/** Delays all requests to the host. Returns one warning, not one for each waiting request. */
const shutGate = ({ gate, settings: { clock, log, warn } }: Job, ms: number | undefined): void => {
  if (ms === undefined || !gate.shut(clock, ms)) return
  log('warn', 'dbt Cloud accepts no more requests for now: all requests wait', { wait_ms: ms })
  warn(
    'The rate limit of dbt Cloud was reached',
    'All requests waited until dbt Cloud accepted more, so this took longer. Nothing was lost. ' +
      'To avoid it, run fewer operations at the same time.',
  )
}

const waitOrStop = async (job: Job, wait: Promise<void>, last: ApiError | undefined) => {
  try {
    await wait
  } catch {
    throw new StoppedError(pickName(job.order.name), last?.ambiguous === true && !isRead(job.call))
  }
}

const pause = async (job: Job, ms: number, error: ApiError): Promise<void> => {
  const { clock, log } = job.settings
  log('warn', 'dbt Cloud request is retried', { ...logFields(job), wait_ms: ms })
  await waitOrStop(job, clock.sleep(ms, job.order.signal), error)
}

const prepare = (link: Link, call: Call, signal: AbortSignal): Job => ({
  ...link,
  call,
  gate: gateOf(link.settings.hostUrl),
  order: {
    wire: encodeWire(call, link.settings),
    name: { ...nameSecretly(call, link.settings), situation: situate(link) },
    read: isRead(call),
    graceful: call.graceful,
    signal,
    timeoutMs: link.settings.timeoutMs,
    clock: link.settings.clock,
  },
})

export const stoppedBefore = (call: Call, settings: Settings): StoppedError =>
  new StoppedError(nameCall(call, settings), false)

/** @throws ReadOnlyError for anything but a read, if the client is read-only */
export const refuseWrite = (call: Call, settings: Settings): void => {
  if (!settings.readOnly || isRead(call)) return
  throw new ReadOnlyError(nameCall(call, settings))
}

/**
 * One call with its retries; `signal` stops it.
 * @throws ApiError
 */
export const perform = async (link: Link, call: Call, signal: AbortSignal): Promise<Envelope> => {
  if (signal.aborted) throw stoppedBefore(call, link.settings)
  const job = prepare(link, call, signal)
  const { clock } = job.settings
  let last: ApiError | undefined
  let spentMs = 0
  for (let number = 1; ; number += 1) {
    await waitOrStop(job, job.gate.pass(clock, signal), last)
    const start = clock.now()
    const outcome = await tryAndLog(job, number)
    spentMs += clock.now() - start
    if ('envelope' in outcome) return outcome.envelope
    last = outcome.error
    const ms = waitFor(job, last, { number, spentMs })
    if (!isCrowded(last.status)) await pause(job, ms, last)
  }
}
