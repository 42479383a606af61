import {
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Server,
  status,
} from '@grpc/grpc-js'
import { codec } from '../rpc/proto.ts'
import type { Methods } from './methods.ts'

/** What go-plugin expects beside the provider's own service. */
export const pluginServices = (server: Pick<Server, 'tryShutdown'>): Methods => {
  const open: OpenStreams = new Set()
  return {
    Shutdown: shutdown(server, open),
    StreamStdio: keepOpen(open),
    StartStream: keepOpenBothWays(open),
    Check: checkHealth,
  }
}

type OpenStreams = Set<{ end(): void }>

/**
 * Answers, then ends the process. Without that end the host would wait two seconds and kill; a call
 * that hangs does not hold it up.
 */
const shutdown =
  (server: Pick<Server, 'tryShutdown'>, open: OpenStreams): handleUnaryCall<Buffer, Buffer> =>
  (_, reply) => {
    reply(null, codec('Shutdown').response.encode({}))
    for (const stream of open) stream.end()
    server.tryShutdown(exit)
    setTimeout(exit, 250)
  }

const exit = () => process.exit(0)

/** The host would log what is sent here as unexpected data: there is none. */
const keepOpen =
  (open: OpenStreams): handleServerStreamingCall<Buffer, Buffer> =>
  (call) => {
    open.add(call)
  }

const keepOpenBothWays =
  (open: OpenStreams): handleBidiStreamingCall<Buffer, Buffer> =>
  (call) => {
    open.add(call.resume())
    call.once('end', () => call.end())
  }

/** go-plugin asks for this name; the empty one is the server as a whole. */
const HEALTHY = ['plugin', '']

const checkHealth: handleUnaryCall<Buffer, Buffer> = (call, reply) => {
  const { request, response } = codec('Check')
  const { service = '' } = request.decode(call.request)
  if (HEALTHY.includes(service)) reply(null, response.encode({ status: 'SERVING' }))
  else reply({ code: status.NOT_FOUND, details: `no service ${service}` })
}
