import { type Call, type Ending, isRead } from './call.ts'
import type { Clock } from './clock.ts'
import { createCredentialsCheck, credentialsCall } from './credentials.ts'
import type { Envelope } from './envelope.ts'
import { createExchange } from './exchange.ts'
import { raising } from './generation.ts'
import { isClearText } from './host-url.ts'
import { type Link, perform, refuseWrite, stoppedBefore } from './perform.ts'
import { createServerClock } from './server-clock.ts'
import { type ApiOptions, readOptions, type Settings } from './settings.ts'
import { createStop, endingSignal, unlessAborted } from './stop.ts'

/** A client of dbt Cloud for one account. */
export interface Api {
  /** The URL of the API, without a trailing slash. */
  readonly hostUrl: string
  /** The account's id. */
  readonly account: string
  readonly timeoutMs: number
  readonly clock: Clock
  /** False if the configuration turns the check of the credentials off. */
  readonly validatesCredentials: boolean
  /** The server's time by its answers so far, never later than it is; undefined before the first one. */
  serverNow(): number | undefined
  /**
   * The `data` of the response, or undefined for a response without a body. The caller chooses `T`.
   * Only the envelope is checked.
   * @throws ApiError
   */
  request<T>(call: Call): Promise<T>
  /** As `request`, with the pagination. */
  answer(call: Call): Promise<Envelope>
  /**
   * Checks once whether the token is accepted. The first request does so by itself.
   * @throws UnauthorizedError, ForbiddenError; any other outcome proves nothing and is only logged
   */
  checkCredentials(ending?: Ending): Promise<void>
  /**
   * For work that ends in this call. `request` refuses it, too.
   * @throws ReadOnlyError if the client is read-only and the call is not a read
   */
  refuseWrite(call: Call): void
  /** Ends what is in progress: waits, reads, and unsent writes at once, other writes after 10 s. */
  stop(): void
  /** The signal that ends work that starts now. */
  endingSignal(ending: Ending): AbortSignal
}

const warnOfClearText = ({ hostUrl, warn }: Settings): void => {
  if (!isClearText(hostUrl)) return
  warn(
    'The token is sent without encryption',
    `host_url is ${hostUrl}, which does not use TLS. Anyone on the network between this machine and that host ` +
      'can read the token. Use an address that begins with https://.',
  )
}

/**
 * The client. Nothing is sent before the first request.
 * @throws SettingError, ProxyError
 */
export const createApi = (options: ApiOptions): Api => {
  const settings = readOptions(options)
  warnOfClearText(settings)
  const serverClock = createServerClock(settings.clock)
  const link: Link = { exchange: createExchange(settings), settings, serverClock, found: {} }
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
    validatesCredentials: settings.validateCredentials,
    serverNow: () => serverClock.now(),
    answer,
    // `as`: the caller knows the type of the endpoint.
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
