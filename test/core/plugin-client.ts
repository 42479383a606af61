import { generateKeyPairSync } from 'node:crypto'
import { type ChannelCredentials, Client, credentials, Metadata } from '@grpc/grpc-js'
import { codec, type MethodCodec, type MethodName } from '../../src/framework/rpc/proto.ts'
import { certify, toPem } from '../../src/framework/server/certificate.ts'
import { type Exit, type Plugin, type StartOptions, start } from './plugin-process.ts'

export const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2'

export type Request<N extends MethodName> = Parameters<MethodCodec<N>['request']['encode']>[0]
export type Response<N extends MethodName> = ReturnType<MethodCodec<N>['response']['decode']>

export interface CallOptions {
  /** Cancels the call when it aborts. */
  readonly signal?: AbortSignal | undefined
}

/** A connection to a plugin. Calls reject with grpc-js's `ServiceError`. */
export interface Connection {
  call<N extends MethodName>(
    name: N,
    request: Request<N>,
    options?: CallOptions,
  ): Promise<Response<N>>
  /** The same without the codec: takes the bytes of a request, and returns the bytes of a response. */
  callRaw(name: MethodName, request: Uint8Array, options?: CallOptions): Promise<Buffer>
  /** The responses of a streaming method to one request. */
  stream<N extends MethodName>(
    name: N,
    request: Request<N>,
    options?: CallOptions,
  ): AsyncIterable<Response<N>>
  close(): void
}

export interface PluginClient extends Connection, Plugin {
  readonly handshake: Handshake
  /** The path of its socket. Absent with TCP. */
  readonly socket: string | undefined
  /** Asks the plugin to shut down, as the host does, and waits until it has ended. */
  shutdown(): Promise<Exit>
}

export interface ConnectOptions extends StartOptions {
  /** `none` is a host with TF_DISABLE_PLUGIN_TLS. Default: `mutual`. */
  readonly tls?: 'mutual' | 'none' | undefined
}

/** Starts a plugin and performs Terraform's handshake. `env` overrides the variables of Terraform. */
export const connect = async (
  command: string,
  { args, env, tls = 'mutual' }: ConnectOptions = {},
): Promise<PluginClient> => {
  const host = tls === 'mutual' ? createHostIdentity() : undefined
  const plugin = start(command, { args, env: { ...hostEnvironment(host), ...env } })
  const handshake = parseHandshake(await plugin.stdoutLine(/^/))
  const { network, address, target, certificate } = handshake
  const connection = dial(target, host && { ...host, serverCertificate: certificate })
  return {
    ...plugin,
    ...connection,
    handshake,
    socket: network === 'unix' ? address : undefined,
    shutdown: async () => {
      await connection.call('Shutdown', {})
      connection.close()
      return plugin.exited
    },
    kill: (signal) => {
      connection.close()
      return plugin.kill(signal)
    },
  }
}

/** Both in PEM. */
export interface HostIdentity {
  readonly privateKey: string
  readonly certificate: string
}

/** A temporary identity like Terraform's: P-521, self-signed. */
export const createHostIdentity = (): HostIdentity => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-521' })
  return {
    privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    certificate: toPem(certify(keys, new Date())),
  }
}

/** The variables that Terraform adds to the environment of a plugin. Without an identity: no TLS. */
export const hostEnvironment = (host?: HostIdentity): Record<string, string> => ({
  TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE,
  PLUGIN_MIN_PORT: '10000',
  PLUGIN_MAX_PORT: '25000',
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
  ...(host && { PLUGIN_CLIENT_CERT: host.certificate }),
})

export interface Handshake {
  readonly line: string
  readonly coreVersion: string
  readonly protocolVersion: string
  readonly network: string
  readonly address: string
  /** The address in the form that gRPC requires. */
  readonly target: string
  readonly protocol: string
  /** DER in Base64 without padding. Empty without TLS. */
  readonly certificate: string
}

/** Throws if the line does not have the six fields that every host reads. */
export const parseHandshake = (line: string): Handshake => {
  const fields = line.split('|')
  const [coreVersion, protocolVersion, network, address, protocol, certificate] = fields
  if (certificate === undefined || !coreVersion || !protocolVersion || !network || !address) {
    throw new Error(`Unrecognized remote plugin message: ${line}`)
  }
  return {
    line,
    coreVersion,
    protocolVersion,
    network,
    address,
    target: network === 'unix' ? `unix:${address}` : address,
    protocol: protocol ?? '',
    certificate,
  }
}

/** Without an identity, the client sends no certificate. */
export interface Tls extends Partial<HostIdentity> {
  /** The only trusted certificate, from the handshake. */
  readonly serverCertificate: string
}

/** Connects without a handshake, as a host does with TF_REATTACH_PROVIDERS. */
export const dial = (target: string, tls?: Tls): Connection =>
  connectionOf(new Client(target, tls ? secure(tls) : credentials.createInsecure(), CHANNEL))

const CHANNEL = {
  'grpc.max_receive_message_length': 2 ** 31 - 1,
  'grpc.max_send_message_length': 2 ** 31 - 1,
  // The Go host uses this name, even with a socket.
  'grpc.ssl_target_name_override': 'localhost',
  'grpc.default_authority': 'localhost',
}

const secure = ({ privateKey, certificate, serverCertificate }: Tls): ChannelCredentials =>
  credentials.createSsl(
    Buffer.from(toPem(Buffer.from(serverCertificate, 'base64'))),
    privateKey === undefined ? null : Buffer.from(privateKey),
    certificate === undefined ? null : Buffer.from(certificate),
  )

const connectionOf = (client: Client): Connection => {
  const callRaw: Connection['callRaw'] = (name, request, { signal } = {}) =>
    new Promise((resolve, reject) => {
      const bytes = Buffer.from(request)
      const call = client.makeUnaryRequest(
        codec(name).path,
        same,
        same,
        bytes,
        (error, response) => {
          if (response) resolve(response)
          else reject(error)
        },
      )
      signal?.addEventListener('abort', () => call.cancel(), { once: true })
    })
  return {
    callRaw,
    call: async (name, request, options) => {
      const method = codec(name)
      return method.response.decode(await callRaw(name, method.request.encode(request), options))
    },
    stream: (name, request, options) => streamOf(client, { name, request, options }),
    close: () => client.close(),
  }
}

const same = (bytes: Buffer) => bytes

interface StreamCall<N extends MethodName> {
  readonly name: N
  readonly request: Request<N>
  readonly options?: CallOptions | undefined
}

async function* streamOf<N extends MethodName>(
  client: Client,
  { name, request, options }: StreamCall<N>,
): AsyncGenerator<Response<N>> {
  const method = codec(name)
  const bytes = method.request.encode(request)
  const call = client.makeServerStreamRequest(method.path, same, same, bytes, new Metadata())
  options?.signal?.addEventListener('abort', () => call.cancel(), { once: true })
  for await (const response of call) yield method.response.decode(response)
}
