import {
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js'
import { codec } from '../rpc/proto.ts'
import type { Lifetime } from './lifetime.ts'
import type { Methods } from './methods.ts'

/** What go-plugin expects beside the provider's own service. */
export const pluginServices = (lifetime: Lifetime): Methods => {
  const open: OpenStreams = new Set()
  lifetime.onExit(async () => {
    for (const stream of open) stream.end()
  })
  return {
    Shutdown: shutdown(lifetime),
    StreamStdio: keepOpen(open),
    StartStream: keepOpenBothWays(open),
    Check: checkHealth,
  }
}

type OpenStreams = Set<{ end(): void }>

/**
 * Answers, then ends the process. A host that is answered waits two seconds for that end and kills, but it waits
 * longer for the answer: so the calls under way come first. No host records their results any more.
 */
const shutdown =
  (lifetime: Lifetime): handleUnaryCall<Buffer, Buffer> =>
  (_, reply) =>
    void answerShutdown(lifetime, reply)

const answerShutdown = async ({ settle, end }: Lifetime, reply: sendUnaryData<Buffer>) => {
  await settle({ isHostGone: true })
  reply(null, codec('Shutdown').response.encode({}))
  end({ code: 0, isHostGone: true })
}

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
