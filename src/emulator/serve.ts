import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, problem } from './answer.ts'
import type { Conditions } from './conditions.ts'
import { decodeJson, type Json } from './exact-json.ts'
import { ActiveFault, type Faults } from './faults.ts'
import type { Call } from './handle.ts'
import { type Reply, replyTo } from './reply.ts'
import type { OpenEntry, RequestEntry } from './request-log.ts'
import { matchPath } from './route.ts'
import { routes } from './routes.ts'
import type { World } from './world.ts'

export interface Service {
  readonly world: World
  readonly faults: Faults
  readonly conditions: Conditions
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

/** The host before the port. Undefined unless there is exactly one valid Host header. */
const hostOf = ({ headersDistinct: { host = [] } }: IncomingMessage): string | undefined =>
  host.length === 1 ? /^(\[[\da-f:.]+\]|[^:]+)(?::\d{1,5})?$/i.exec(host[0] ?? '')?.[1] : undefined

/**
 * Whether a request is for this server. With DNS rebinding, a web page can resolve its own name to this
 * machine, but its Host header still contains that name.
 */
const isOwnHost = (request: IncomingMessage): boolean => {
  const host = hostOf(request)
  const address = request.socket.localAddress ?? ''
  return host !== undefined && (loopback.test(host) || [address, `[${address}]`].includes(host))
}

const misdirected = problem(
  421,
  'The Host header does not name this server. Use the address that the server printed when it started.',
)

const callOf = (request: IncomingMessage, body: string): Call => {
  const { url = '/' } = request
  // Requests to proxies and OPTIONS requests may not have a path.
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

/** True if a response was sent. */
const send = ({ answer, breaksAt }: Reply, response: ServerResponse): boolean => {
  const { socket } = response
  if (socket === null || socket.destroyed) return false
  if (answer === null) {
    socket.resetAndDestroy()
    return false
  }
  const bytes = Buffer.from(answer.bytes ?? answer.text)
  const length = answer.status === 204 ? {} : { 'content-length': bytes.length }
  response.writeHead(answer.status, { ...answer.headers, ...length })
  if (breaksAt === undefined) response.end(bytes)
  else response.write(bytes.subarray(0, breaksAt), () => socket.destroy())
  return true
}

/** A fault that has been set takes precedence over a random one, which ends with its connection. */
const activeFault = (
  { faults, conditions }: Service,
  call: Call,
  response: ServerResponse,
): ActiveFault | undefined => {
  const chance = conditions()
  const template = matchPath(routes, call.path)[0]?.route.path
  const set = faults.apply({ ...call, template })
  if (set !== undefined || chance === undefined) return set
  const random = new ActiveFault({}, chance)
  response.once('close', () => random.abandon())
  return random
}

const exchange = async (service: Service, call: Call, response: ServerResponse) => {
  const { world, requests, log } = service
  const started = performance.now()
  const entry = entryOf(call, world.clock())
  requests.push(entry)
  const active = activeFault(service, call, response)
  const reply = replyTo(world, call, active)
  await active?.delay()
  const isSent = send(reply, response)
  entry.status = isSent && reply.answer !== null ? reply.answer.status : null
  entry.ms = performance.now() - started
  log(entry)
}

const refuse = (
  { world, log }: Service,
  { call, answer }: { readonly call: Call; readonly answer: Answer },
  response: ServerResponse,
): void => {
  send({ answer }, response)
  log({ ...entryOf(call, world.clock()), status: answer.status, ms: 0 })
}

/** Far beyond any request of the API. */
const MAX_BODY = 1_048_576

const tooLarge = problem(413, 'The body is larger than 1 MiB.')

/** The body. Null if it is too large; the rest of it is not kept. */
const readBody = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    // `as`: a stream without an encoding has bytes.
    const bytes = chunk as Buffer
    length += bytes.length
    if (length <= MAX_BODY) chunks.push(bytes)
  }
  return length > MAX_BODY ? null : Buffer.concat(chunks).toString()
}

const read = async (request: IncomingMessage): Promise<string | null | undefined> => {
  try {
    return await readBody(request)
  } catch {
    // The client disconnected before its request was complete, so it does not count as a request.
    return undefined
  }
}

const respond = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const body = await read(request)
  if (body === undefined) return
  const call = callOf(request, body ?? '')
  if (!isOwnHost(request)) refuse(service, { call, answer: misdirected }, response)
  else if (body === null) refuse(service, { call, answer: tooLarge }, response)
  else await exchange(service, call, response)
}

/** Serves HTTP. Internal errors are not caught, so that they end the process of a test. */
export const serve =
  (service: Service) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    void respond(service, request, response)
  }
