import type { handleUnaryCall, ServiceDefinition, UntypedHandleCall } from '@grpc/grpc-js'
import type { Handler } from '../rpc/index.ts'
import { codec, type MethodName } from '../rpc/proto.ts'

/** gRPC methods by name, bytes in and bytes out. */
export type Methods = Readonly<Partial<Record<MethodName, UntypedHandleCall>>>

/** What grpc-js knows of methods: where they are, and nothing of their messages. */
export const definitionOf = (methods: Methods): ServiceDefinition =>
  Object.fromEntries(names(methods).map((name) => [name, methodDefinition(name)]))

// The keys of an object literal that was checked against the same names.
const names = (methods: Methods) => Object.keys(methods) as MethodName[]

const methodDefinition = (name: MethodName) => {
  const { path, requestStream, responseStream } = codec(name)
  return {
    path,
    requestStream,
    responseStream,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  }
}

const same = (bytes: Buffer) => bytes

/** A handler as a gRPC method. A handler that rejects is a defect: the process says so and ends. */
export const unary =
  (handler: Handler): handleUnaryCall<Buffer, Buffer> =>
  (call, reply) => {
    const controller = new AbortController()
    const abort = () => controller.abort()
    call.once('cancelled', abort)
    const answer = (response: Buffer) => {
      // grpc-js tells the end of every stream so, that of an answered one too.
      call.off('cancelled', abort)
      reply(null, response)
    }
    handler(call.request, { signal: controller.signal }).then(answer, raise)
  }

const raise = (error: unknown) => {
  setImmediate(() => {
    throw error
  })
}
