import { decodeMessage } from './decode-message.ts'
import type { Descriptor } from './descriptor.ts'
import { encodeMessage } from './encode-message.ts'
import type * as companions from './generated/companions.ts'
import descriptorFile from './generated/descriptor.json' with { type: 'json' }
import type * as provider from './generated/provider.ts'

export type * from './generated/provider.ts'

/** A method of the service `tfplugin6.Provider`. */
export type RpcName = keyof provider.Requests
/** A method of the other services: go-plugin's own and the health check. */
export type CompanionName = keyof companions.Requests

type AllRequests = provider.Requests & companions.Requests
type AllResponses = provider.Responses & companions.Responses
export type MethodName = keyof AllRequests

/** Converts a message to bytes and back. An absent field is absent in the object, except for lists. */
export interface Codec<T> {
  /** Throws `MessageError` if `message` has an unknown field or enum value. */
  encode(message: T): Buffer
  /** Throws `WireError` for bytes that are not protobuf. */
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

/** The codec of a method. Cheap until a message is encoded or decoded. */
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

/** `T` is trusted, because the types and the descriptor are generated together. */
const messageCodec = <T extends object>(type: string): Codec<T> => ({
  encode: (message) => encodeMessage(types, type, message),
  decode: (bytes) => decodeMessage(types, type, bytes) as T,
})
