import type {
  handleBidiStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  sendUnaryData,
} from '@grpc/grpc-js'
import { Status } from '@grpc/grpc-js/build/src/constants.js'
import { codec } from '../rpc/proto.ts'
import type { Lifetime } from './lifetime.ts'
import type { Methods } from './methods.ts'

/** The services that go-plugin requires in addition to the provider's own. */
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
 * Responds, then ends the process. After the response, a host waits two seconds and then kills the process, but it
 * waits longer for the response. So the pending calls are settled first. The host no longer records their results.
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

/** Sends nothing, because the host would log it as unexpected data. */
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

/** The name that go-plugin checks. The empty name is the whole server. */
const HEALTHY = ['plugin', '']

const checkHealth: handleUnaryCall<Buffer, Buffer> = (call, reply) => {
  const { request, response } = codec('Check')
  const { service = '' } = request.decode(call.request)
  if (HEALTHY.includes(service)) reply(null, response.encode({ status: 'SERVING' }))
  else reply({ code: Status.NOT_FOUND, details: `no service ${service}` })
}
