import type { handleUnaryCall, ServiceDefinition, UntypedHandleCall } from '@grpc/grpc-js'
import type { Handler } from '../rpc/index.ts'
import { codec, type MethodName } from '../rpc/proto.ts'
import type { Calls } from './calls.ts'

/** gRPC methods by name, bytes in and bytes out. */
export type Methods = Readonly<Partial<Record<MethodName, UntypedHandleCall>>>

/** The methods as grpc-js needs them: their paths, without their messages. */
export const definitionOf = (methods: Methods): ServiceDefinition =>
  Object.fromEntries(names(methods).map((name) => [name, methodDefinition(name)]))

// The keys of an object literal that the compiler has checked against the same names.
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

/** A handler as a gRPC method. A rejecting handler is a bug, so the process reports it and ends. */
export const unary =
  (handler: Handler, calls: Calls): handleUnaryCall<Buffer, Buffer> =>
  (call, reply) => {
    const underWay = calls.begin()
    const abandon = () => underWay.abandon()
    call.once('cancelled', abandon)
    const answer = (response: Buffer) => {
      // grpc-js reports the end of every stream this way, even after a response.
      call.off('cancelled', abandon)
      reply(null, response)
    }
    void handler(call.request, underWay)
      .then(answer)
      .catch(raise)
      .finally(() => underWay.end())
  }

const raise = (error: unknown) => {
  setImmediate(() => {
    throw error
  })
}
