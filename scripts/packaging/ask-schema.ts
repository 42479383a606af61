import { type ClientHttp2Session, connect } from 'node:http2'
import { codec, type MethodName } from '../../src/framework/rpc/proto.ts'
import { toPem } from '../../src/framework/server/certificate.ts'
import {
  createHostIdentity,
  type HostIdentity,
  hostEnvironment,
  parseHandshake,
} from '../../test/core/plugin-client.ts'
import { type Plugin, start } from '../../test/core/plugin-process.ts'

/** In milliseconds since the start of the process. */
export interface Times {
  /** The handshake line was read. */
  readonly line: number
  /** TLS was agreed on. */
  readonly connected: number
  /** The answer of GetProviderSchema was read. */
  readonly answered: number
}

export interface Asked<T> {
  readonly times: Times
  /** The frame of the answer and the answer. */
  readonly bytes: number
  /** What `look` saw in the process before it was shut down. */
  readonly seen: T
}

const identity = createHostIdentity()

/** A call without the codec of grpc-js, so that little of the time is this side's own. */
const call = (session: ClientHttp2Session, name: MethodName) =>
  new Promise<number>((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': codec(name).path,
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    let bytes = 0
    stream.on('data', (part: Buffer) => (bytes += part.length))
    stream.once('end', () => resolve(bytes)).once('error', reject)
    stream.end(EMPTY_MESSAGE)
  })

/** Not compressed, of no length. */
const EMPTY_MESSAGE = Buffer.alloc(5)

const connectTo = (line: string, { privateKey, certificate }: HostIdentity) => {
  const handshake = parseHandshake(line)
  const [host = '', port] = handshake.address.split(':')
  return connect('https://localhost', {
    ...(handshake.network === 'unix' ? { path: handshake.address } : { host, port: Number(port) }),
    ca: toPem(Buffer.from(handshake.certificate, 'base64')),
    cert: certificate,
    key: privateKey,
    servername: 'localhost',
  })
}

/** Starts a provider as Terraform does, asks for its schema, and shuts it down. */
export const askSchema = async <T>(
  command: string,
  args: readonly string[],
  look: (plugin: Plugin) => T,
): Promise<Asked<T>> => {
  const began = performance.now()
  const elapsed = () => performance.now() - began
  const plugin = start(command, { args, env: hostEnvironment(identity) })
  const handshake = await plugin.stdoutLine(/^/)
  const line = elapsed()
  const session = connectTo(handshake, identity)
  const connected = new Promise<number>((resolve) =>
    session.once('connect', () => resolve(elapsed())),
  )
  const bytes = await call(session, 'GetProviderSchema')
  const answered = elapsed()
  const seen = look(plugin)
  await call(session, 'Shutdown')
  session.destroy()
  await plugin.exited
  return { times: { line, connected: await connected, answered }, bytes, seen }
}
