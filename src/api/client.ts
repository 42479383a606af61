import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Got } from 'got'
import { isUntrusted } from './advice.ts'
import { codeOf, type Exchange, type Progress } from './attempt.ts'
import { type Call, type Ending, isRead } from './call.ts'
import type { Clock } from './clock.ts'
import { createCredentialsCheck, credentialsCall } from './credentials.ts'
import type { Envelope } from './envelope.ts'
import { raising } from './generation.ts'
import { type Link, perform, refuseWrite, stoppedBefore } from './perform.ts'
import { type ApiOptions, readOptions, type Settings } from './settings.ts'
import { createStop, endingSignal, unlessAborted } from './stop.ts'
import { trustSystem, trustsSystem } from './trust.ts'

/** dbt Cloud, for one account. */
export interface Api {
  /** The address of the API, without a slash at its end. */
  readonly hostUrl: string
  /** The account's id. */
  readonly account: string
  readonly timeoutMs: number
  readonly clock: Clock
  /**
   * What the answer holds as `data`; undefined for an answer without a body. `T` is what the caller
   * knows of the endpoint; nothing but the frame is checked.
   * @throws ApiError
   */
  request<T>(call: Call): Promise<T>
  /** As `request`, with the pagination beside the data. */
  answer(call: Call): Promise<Envelope>
  /**
   * Asks once whether the token is accepted; the first request does so by itself.
   * @throws UnauthorizedError, ForbiddenError; any other outcome proves nothing, and is only logged
   */
  checkCredentials(ending?: Ending): Promise<void>
  /**
   * For work that ends in this call: `request` itself refuses it too.
   * @throws ReadOnlyError if the client is read-only and the call is no read
   */
  refuseWrite(call: Call): void
  /** Ends what is under way: waits, reads and unsent writes at once, other writes after 10 s. */
  stop(): void
  /** The signal that ends what begins now. */
  endingSignal(ending: Ending): AbortSignal
}

// The largest number of requests under way; more wait for a socket. Terraform asks for 10 at once.
const maxSockets = 16

// Idle sockets are closed before a server or a balancer would: a reset on a reused one is a doubt.
const idleMs = 5_000

const createAgents = async ({ proxyEnv }: Settings) => {
  const [http, https] = await Promise.all([import('node:http'), import('node:https')])
  const options = { keepAlive: true, maxSockets, timeout: idleMs, ...(proxyEnv && { proxyEnv }) }
  return { http: new http.Agent(options), https: new https.Agent(options) }
}

// A request waits in our memory until its socket is connected and, for TLS, has shaken hands.
const watchSocket = (socket: Socket, progress: Progress): void => {
  progress.started()
  if (!socket.connecting) progress.sent()
  else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => progress.sent())
}

const watchRequest = (request: ClientRequest, progress: Progress): void => {
  request.once('socket', (socket) => watchSocket(socket, progress))
}

// Loaded with the first request: most processes of a run only tell their schema and send none.
const openClient = async (settings: Settings): Promise<Got> => {
  const [{ default: got }, agent] = await Promise.all([import('got'), createAgents(settings)])
  return got.extend({
    agent,
    followRedirect: false,
    responseType: 'text',
    retry: { limit: 0 },
    throwHttpErrors: false,
  })
}

const createExchange = (settings: Settings): Exchange => {
  let opening: Promise<Got> | undefined
  const once: Exchange = async ({ method, url, headers, body }, progress, signal) => {
    opening ??= openClient(settings)
    const client = await opening
    const request = client(url, { method, headers, signal, ...(body && { body }) })
    void request.on('request', (native: ClientRequest) => watchRequest(native, progress))
    const reply = await request
    return {
      status: reply.statusCode,
      text: reply.body,
      retryAfter: reply.headers['retry-after'],
      location: reply.headers.location,
      date: reply.headers.date,
    }
  }
  return async (...request) => {
    const wasExtended = trustsSystem()
    try {
      return await once(...request)
    } catch (error) {
      if (wasExtended || !isUntrusted(codeOf(error))) throw error
      trustSystem()
      return once(...request)
    }
  }
}

/**
 * The client. Nothing is asked before the first request.
 * @throws SettingError
 */
export const createApi = (options: ApiOptions): Api => {
  const settings = readOptions(options)
  const link: Link = { exchange: createExchange(settings), settings, found: {} }
  const stop = createStop()
  const check = createCredentialsCheck(link, stop)
  const send = async (call: Call): Promise<Envelope> => {
    refuseWrite(call, settings)
    const signal = endingSignal(stop, call)
    const stopped = () => stoppedBefore(call, settings)
    if (settings.validateCredentials) await unlessAborted(check(), signal, stopped)
    return perform(link, call, signal)
  }
  const answer = async (call: Call): Promise<Envelope> =>
    isRead(call) ? send(call) : raising(settings, async () => send(call))
  return {
    hostUrl: settings.hostUrl,
    account: settings.account,
    timeoutMs: settings.timeoutMs,
    clock: settings.clock,
    answer,
    // `as`: what the endpoint holds is the caller's knowledge.
    request: async <T>(call: Call) => (await answer(call)).data as T,
    checkCredentials: async (ending = {}) =>
      unlessAborted(check(), endingSignal(stop, ending), () =>
        stoppedBefore(credentialsCall, settings),
      ),
    refuseWrite: (call) => refuseWrite(call, settings),
    stop: () => stop.stop(),
    endingSignal: (ending) => endingSignal(stop, ending),
  }
}
