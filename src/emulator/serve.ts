import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { problem } from './answer.ts'
import { decodeJson, type Json } from './exact-json.ts'
import { ActiveFault, type Faults } from './faults.ts'
import type { Call } from './handle.ts'
import { type Reply, replyTo } from './reply.ts'
import type { OpenEntry, RequestEntry } from './request-log.ts'
import { matchPath } from './route.ts'
import { routes } from './routes.ts'
import type { Weather } from './weather.ts'
import type { World } from './world.ts'

export interface Service {
  readonly world: World
  readonly faults: Faults
  readonly weather: Weather
  readonly requests: OpenEntry[]
  readonly log: (entry: RequestEntry) => void
}

const parsed = (body: string): Json | undefined => {
  if (body === '') return undefined
  try {
    return decodeJson(body)
  } catch {
    return body
  }
}

const loopback = /^(?:localhost|(?:[^.]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i

/** What is before the port; undefined unless there is one Host header, and it is well formed. */
const hostOf = ({ headersDistinct: { host = [] } }: IncomingMessage): string | undefined =>
  host.length === 1 ? /^(\[[\da-f:.]+\]|[^:]+)(?::\d{1,5})?$/i.exec(host[0] ?? '')?.[1] : undefined

/**
 * Whether a request means this server. A page in a browser can let a name of its own lead to this machine
 * (DNS rebinding), but not write another name than its own into the Host header.
 */
const isOwnHost = (request: IncomingMessage): boolean => {
  const host = hostOf(request)
  const address = request.socket.localAddress ?? ''
  return host !== undefined && (loopback.test(host) || [address, `[${address}]`].includes(host))
}

const misdirected = problem(
  421,
  'The Host header does not name this server. Use the address that it printed at its start.',
)

const callOf = (request: IncomingMessage, body: string): Call => {
  const { url = '/' } = request
  // Proxies and OPTIONS send what is not a path.
  const target = url.startsWith('/') ? url : `/${url}`
  const { pathname, searchParams } = new URL(`http://localhost${target}`)
  const { authorization } = request.headers
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    authorization,
    body,
  }
}

const entryOf = (call: Call, at: Date): OpenEntry => ({
  method: call.method,
  path: call.path,
  query: Object.fromEntries(call.query),
  body: parsed(call.body),
  at,
  status: null,
  ms: null,
})

/** True when an answer was sent. */
const send = ({ answer, breaksAt }: Reply, response: ServerResponse): boolean => {
  const { socket } = response
  if (socket === null || socket.destroyed) return false
  if (answer === null) {
    socket.resetAndDestroy()
    return false
  }
  const bytes = Buffer.from(answer.text)
  const length = answer.status === 204 ? {} : { 'content-length': bytes.length }
  response.writeHead(answer.status, { ...answer.headers, ...length })
  if (breaksAt === undefined) response.end(bytes)
  else response.write(bytes.subarray(0, breaksAt), () => socket.destroy())
  return true
}

/** A fault that was set comes before one that happens by chance. */
const activeFault = ({ faults, weather }: Service, call: Call): ActiveFault | undefined => {
  const chance = weather()
  const template = matchPath(routes, call.path)[0]?.route.path
  return faults.strike({ ...call, template }) ?? (chance && new ActiveFault({}, chance))
}

const exchange = async (service: Service, call: Call, response: ServerResponse) => {
  const { world, requests, log } = service
  const started = performance.now()
  const entry = entryOf(call, world.clock())
  requests.push(entry)
  const active = activeFault(service, call)
  const reply = replyTo(world, call, active)
  await active?.delay()
  const isSent = send(reply, response)
  entry.status = isSent && reply.answer !== null ? reply.answer.status : null
  entry.ms = performance.now() - started
  log(entry)
}

const refuse = ({ world, log }: Service, call: Call, response: ServerResponse): void => {
  send({ answer: misdirected }, response)
  log({ ...entryOf(call, world.clock()), status: misdirected.status, ms: 0 })
}

const read = async (request: IncomingMessage): Promise<string | undefined> => {
  try {
    return await text(request)
  } catch {
    // The client went away before its request was complete: to an API that is no request.
    return undefined
  }
}

const respond = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const body = await read(request)
  if (body === undefined) return
  const call = callOf(request, body)
  if (isOwnHost(request)) await exchange(service, call, response)
  else refuse(service, call, response)
}

/** Serves HTTP. An error of the emulator's own is not caught: it ends the process that tests with it. */
export const serve =
  (service: Service) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    void respond(service, request, response)
  }
