import { decodeMessage } from './decode-message.ts'
import type { Descriptor } from './descriptor.ts'
import { encodeMessage } from './encode-message.ts'
import type * as companions from './generated/companions.ts'
import descriptorFile from './generated/descriptor.json' with { type: 'json' }
import type * as provider from './generated/provider.ts'

export type * from './generated/provider.ts'

/** A method of the service `tfplugin6.Provider`. */
export type RpcName = keyof provider.Requests
/** A method of the services beside it: go-plugin's own and the health check. */
export type CompanionName = keyof companions.Requests

type AllRequests = provider.Requests & companions.Requests
type AllResponses = provider.Responses & companions.Responses
export type MethodName = keyof AllRequests

/** A message to bytes and back. What is absent on the wire is absent in the object, but for lists. */
export interface Codec<T> {
  /** Throws `MessageError` where `message` has a field or an enum value that does not exist. */
  encode(message: T): Buffer
  /** Throws `WireError` where the bytes are not protobuf. */
  decode(bytes: Uint8Array): T
}

export interface MethodCodec<N extends MethodName> {
  /** `/tfplugin6.Provider/ReadResource` */
  readonly path: string
  readonly requestStream: boolean
  readonly responseStream: boolean
  readonly request: Codec<AllRequests[N]>
  readonly response: Codec<AllResponses[N]>
}

const files: Readonly<Record<'provider' | 'companions', Descriptor>> = descriptorFile
const methods = { ...files.provider.methods, ...files.companions.methods }
const types = { ...files.provider.types, ...files.companions.types }

/** How a method is spoken. Costs next to nothing until a message is encoded or decoded. */
export const codec = <N extends MethodName>(name: N): MethodCodec<N> => {
  const method = methods[name]
  if (!method) throw new TypeError(`no method ${name}`)
  const { path, request, response, requestStream = false, responseStream = false } = method
  return {
    path,
    requestStream,
    responseStream,
    request: messageCodec(request),
    response: messageCodec(response),
  }
}

/** `T` is trusted: the generated types and the descriptor come of one run over one text. */
const messageCodec = <T extends object>(type: string): Codec<T> => ({
  encode: (message) => encodeMessage(types, type, message),
  decode: (bytes) => decodeMessage(types, type, bytes) as T,
})
