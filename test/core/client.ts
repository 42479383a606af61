import type { Handler } from '../../src/framework/rpc/index.ts'
import { codec, type MethodCodec, type RpcName } from '../../src/framework/rpc/proto.ts'

type Request<N extends RpcName> = Parameters<MethodCodec<N>['request']['encode']>[0]
type Response<N extends RpcName> = ReturnType<MethodCodec<N>['response']['decode']>

/** The connection of the core to a provider: in this process, or with plugin-client.ts. */
export interface ProviderClient {
  call<N extends RpcName>(name: N, request: Request<N>): Promise<Response<N>>
}

/** gRPC's status code for an unknown method. */
const UNIMPLEMENTED = 12

/** A method that the provider does not implement. */
export class UnimplementedError extends Error {
  readonly code = UNIMPLEMENTED
  readonly method: RpcName
  constructor(method: RpcName) {
    super(`Unsupported plugin method: The ${method} method is not supported by this plugin`)
    this.name = 'UnimplementedError'
    this.method = method
  }
}

/** True for the error of either client. */
export const isUnimplemented = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === UNIMPLEMENTED

/** A provider in this process. Every message is still encoded and decoded. */
export const inProcess = (
  handlers: Readonly<Partial<Record<RpcName, Handler>>>,
): ProviderClient => ({
  call: async (name, request) => {
    const handler = handlers[name]
    if (!handler) throw new UnimplementedError(name)
    const { signal } = new AbortController()
    const ending = { signal, abandoned: signal }
    const messages = codec(name)
    return messages.response.decode(await handler(messages.request.encode(request), ending))
  },
})
