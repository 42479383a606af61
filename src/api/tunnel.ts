import { request as requestPlain } from 'node:http'
import { Agent, type AgentOptions, request as requestTls } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from './clock.ts'
import { bareHost } from './loopback.ts'
import type { Proxy } from './proxy.ts'

/** How the connections of a client are opened through its proxy. */
export interface Tunnels {
  readonly proxy: Proxy
  /** For the proxy's answer and the TLS handshake with the host behind it. */
  readonly timeoutMs: number
  readonly clock: Clock
}

/** The proxy did not open a connection. */
export class TunnelError extends Error {
  /** `PROXY_407` for a status, `PROXY_TIMEOUT`, or `PROXY_ECONNREFUSED` for a code of the system. */
  readonly code: string
  constructor(reason: string) {
    super(`The proxy did not open a connection: ${reason}.`)
    this.name = 'TunnelError'
    this.code = `PROXY_${reason}`
  }
}

type RequestOptions = Parameters<Agent['createConnection']>[0]

type Callback = (error: Error | null, socket: Duplex) => void

const reasonOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : 'FAILED'

const authorize = ({ username, password }: URL): Readonly<Record<string, string>> => {
  if (username === '' && password === '') return {}
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }
}

const addressOf = ({ host, port }: RequestOptions): string =>
  `${host?.includes(':') ? `[${host}]` : host}:${port}`

const connectProxy = ({ url }: Proxy, target: string) =>
  (url.protocol === 'https:' ? requestTls : requestPlain)({
    // A connection of its own, which the environment of this process cannot send elsewhere.
    agent: false,
    protocol: url.protocol,
    host: bareHost(url.hostname),
    // Not the name in the Host header, which is the target's.
    servername: isIP(bareHost(url.hostname)) ? '' : bareHost(url.hostname),
    minVersion: 'TLSv1.2',
    allowPartialTrustChain: true,
    port: url.port || undefined,
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...authorize(url) },
  })

/** Opens a tunnel to the target. @returns the raw connection; `signal` ends the wait for it */
const openTunnel = async (proxy: Proxy, target: string, signal: AbortSignal): Promise<Duplex> => {
  const { promise, resolve, reject } = Promise.withResolvers<Duplex>()
  const request = connectProxy(proxy, target)
  signal.addEventListener('abort', () => request.destroy(new TunnelError('TIMEOUT')), {
    once: true,
  })
  request.once('error', (error) =>
    reject(error instanceof TunnelError ? error : new TunnelError(reasonOf(error))),
  )
  request.once('connect', ({ statusCode = 0 }, socket) => {
    if (statusCode >= 200 && statusCode <= 299) return resolve(socket)
    socket.destroy()
    reject(new TunnelError(String(statusCode)))
  })
  request.end()
  return promise
}

/** Resolves when the TLS handshake is complete. */
const secured = async (socket: Duplex, signal: AbortSignal): Promise<Duplex> => {
  const { promise, resolve, reject } = Promise.withResolvers<Duplex>()
  signal.addEventListener('abort', () => socket.destroy(new TunnelError('TIMEOUT')), { once: true })
  socket.once('error', reject)
  socket.once('secureConnect', () => {
    socket.off('error', reject)
    resolve(socket)
  })
  return promise
}

/**
 * An HTTPS agent whose connections go through a proxy. Node's own (`proxyEnv`) limits the CONNECT by the idle
 * time of its connections, and does not say which status a proxy that refuses has sent.
 */
export class TunnelAgent extends Agent {
  readonly #tunnels: Tunnels

  constructor(options: AgentOptions, tunnels: Tunnels) {
    super(options)
    this.#tunnels = tunnels
  }

  override createConnection(options: RequestOptions, callback: Callback): undefined {
    void this.#connect(options, callback)
  }

  async #connect(options: RequestOptions, callback: Callback): Promise<void> {
    let socket: Duplex
    try {
      socket = await this.#open(options)
    } catch (error) {
      // `as`: Node takes an error without a socket, which its types do not say.
      return (callback as (error: unknown) => void)(error)
    }
    callback(null, socket)
  }

  async #open(options: RequestOptions): Promise<Duplex> {
    const { proxy, timeoutMs, clock } = this.#tunnels
    const limit = new AbortController()
    const release = clock.after(timeoutMs, () => limit.abort())
    try {
      const socket = await openTunnel(proxy, addressOf(options), limit.signal)
      const within: RequestOptions & { readonly socket: Duplex } = { ...options, socket }
      const secure = super.createConnection(within)
      if (!secure) throw new TunnelError('FAILED')
      return await secured(secure, limit.signal)
    } finally {
      release()
    }
  }
}
