import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
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

const callOf = (request: IncomingMessage, body: string): Call => {
  const { pathname, searchParams } = new URL(`http://emulator${request.url ?? '/'}`)
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

/** A fault that was set goes before one that comes by chance. */
const strike = ({ faults, weather }: Service, call: Call): ActiveFault | undefined => {
  const chance = weather()
  const template = matchPath(routes, call.path)[0]?.route.path
  return faults.strike({ ...call, template }) ?? (chance && new ActiveFault({}, chance))
}

const exchange = async (service: Service, call: Call, response: ServerResponse) => {
  const { world, requests, log } = service
  const started = performance.now()
  const entry = entryOf(call, world.clock())
  requests.push(entry)
  const active = strike(service, call)
  const reply = replyTo(world, call, active)
  await active?.delay()
  const isSent = send(reply, response)
  entry.status = isSent && reply.answer !== null ? reply.answer.status : null
  entry.ms = performance.now() - started
  log(entry)
}

const read = async (request: IncomingMessage): Promise<string | undefined> => {
  try {
    return await text(request)
  } catch {
    // The client went away before its request was whole: to an API that is no request.
    return undefined
  }
}

/** Serves HTTP. An error of the emulator's own is not caught: it shall end the process that tests with it. */
export const serve =
  (service: Service) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    void read(request).then((body) =>
      body === undefined ? undefined : exchange(service, callOf(request, body), response),
    )
  }
