import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Got } from 'got'
import { codeOf, type Exchange, type Progress, type Wire } from './attempt.ts'
import type { Reply } from './envelope.ts'
import type { Settings } from './settings.ts'
import { isUntrusted } from './transport-fault.ts'
import { trustSystem, trustsSystem } from './trust.ts'

/** The decompressed response is larger than any dbt Cloud response. */
export class TooLargeError extends Error {
  readonly code = 'RESPONSE_TOO_LARGE'
}

/** The server changed the protocol, which no request asks for. */
class UpgradeError extends Error {
  readonly code = 'UNEXPECTED_UPGRADE'
}

/** A TLS error with OpenSSL's code. Node hides the code in the text of `EPROTO`. */
class TlsError extends Error {
  readonly code: string
  constructor(reason: string) {
    super(reason)
    this.code = `ERR_SSL_${reason.toUpperCase().replaceAll(/\W+/g, '_')}`
  }
}

const tlsReason = (error: unknown): string | undefined =>
  error instanceof Error && codeOf(error) === 'EPROTO'
    ? /:SSL routines:[^:]*:([^:]+):/.exec(error.message)?.[1]
    : undefined

/** The error with the most specific code. */
const refine = (error: unknown): unknown => {
  if (codeOf(error) === 'ERR_READING_RESPONSE_STREAM' && error instanceof Error && error.cause)
    return refine(error.cause)
  const reason = tlsReason(error)
  return reason === undefined ? error : new TlsError(reason)
}

/** The maximum size of a decompressed response, and of its headers. */
const [maxBody, maxHeaderSize] = [64 * 1024 * 1024, 272 * 1024]

// A request waits in our memory until its socket is connected and, for TLS, has shaken hands.
const watchSocket = (socket: Socket, progress: Progress): void => {
  progress.started()
  if (!socket.connecting) progress.sent()
  else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => progress.sent())
}

// Loaded with the first request: most processes of a run only return their schema and send none.
const openClient = async (settings: Settings): Promise<Got> => {
  const [{ default: got }, { createAgents }] = await Promise.all([
    import('got'),
    import('./agents.ts'),
  ])
  return got.extend({
    agent: createAgents(settings),
    followRedirect: false,
    maxHeaderSize,
    retry: { limit: 0 },
    throwHttpErrors: false,
  })
}

const strict = new TextDecoder('utf-8', { fatal: true })

/** The text of a body, and whether it is valid: JSON is always UTF-8. */
const readText = (bytes: Uint8Array): Pick<Reply, 'text' | 'isGarbled'> => {
  try {
    return { text: strict.decode(bytes) }
  } catch {
    return { text: new TextDecoder().decode(bytes), isGarbled: true }
  }
}

/** @throws TooLargeError as soon as the body is too large, without reading the rest */
const send = async (
  client: Got,
  { method, url, headers, body }: Wire,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<Reply> => {
  const cutter = new AbortController()
  const request = client(url, {
    method,
    headers,
    responseType: 'buffer',
    signal: AbortSignal.any([signal, cutter.signal]),
    ...(body && { body }),
  })
  void request.on('request', (native: ClientRequest) => {
    native.once('socket', (socket) => watchSocket(socket, progress))
    native.once('upgrade', (_response, socket) => {
      socket.destroy()
      cutter.abort(new UpgradeError())
    })
  })
  void request.on('downloadProgress', ({ transferred }) => {
    if (transferred > maxBody) cutter.abort(new TooLargeError())
  })
  try {
    const { statusCode, body: bytes, headers: received } = await request
    return {
      status: statusCode,
      ...readText(bytes),
      retryAfter: received['retry-after'],
      location: received.location,
      date: received.date,
    }
  } catch (error) {
    throw cutter.signal.aborted ? cutter.signal.reason : refine(error)
  }
}

/** Sends requests over HTTP, and trusts the authorities of the system once a certificate needs it. */
export const createExchange = (settings: Settings): Exchange => {
  let opening: Promise<Got> | undefined
  const once: Exchange = async (wire, progress, signal) => {
    opening ??= openClient(settings)
    return send(await opening, wire, { progress, signal })
  }
  return async (...request) => {
    const wasExtended = trustsSystem()
    try {
      return await once(...request)
    } catch (error) {
      if (wasExtended || !isUntrusted(codeOf(error))) throw error
      trustSystem(settings.env)
      return once(...request)
    }
  }
}
