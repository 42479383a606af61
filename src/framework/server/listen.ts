import { X509Certificate } from 'node:crypto'
import { chmodSync, chownSync, readFileSync } from 'node:fs'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { type Identity, toPem } from './certificate.ts'
import type { Place } from './handshake.ts'
import { definitionOf, type Methods } from './methods.ts'
import { pluginServices } from './plugin-services.ts'
import { makeSocket } from './socket.ts'

export interface ListenOptions {
  readonly network: Place['network']
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ours, and the certificate (PEM) that the host must show. Without it: no TLS. */
  readonly tls?: { readonly identity: Identity; readonly hostCertificate: string } | undefined
}

/** Serves `methods` and what go-plugin expects beside them until the process ends, and takes the socket away then. */
export const listen = async (methods: Methods, options: ListenOptions): Promise<Place> => {
  const server = new Server(LIMITS)
  const all = { ...methods, ...pluginServices(server) }
  server.addService(definitionOf(all), all)
  const credentials = credentialsOf(options.tls)
  return options.network === 'unix'
    ? listenOnSocket(server, credentials, options.env)
    : listenOnPort(server, credentials)
}

/** What Go providers accept; grpc-js's own limit of 4 MiB is below real states. */
const LIMITS = {
  'grpc.max_receive_message_length': 256 * 1024 * 1024,
  'grpc.max_send_message_length': 256 * 1024 * 1024,
}

const credentialsOf = (tls: ListenOptions['tls']) => {
  if (!tls) return ServerCredentials.createInsecure()
  const { identity, hostCertificate } = tls
  const pair = {
    private_key: Buffer.from(identity.privateKey),
    cert_chain: Buffer.from(toPem(identity.certificate)),
  }
  // grpc-js would find out about a broken one only when the host connects.
  const host = new X509Certificate(hostCertificate)
  return ServerCredentials.createSsl(Buffer.from(host.toString()), [pair], true)
}

/** On the loopback alone: the provider acts with the user's token. */
const listenOnPort = async (server: Server, credentials: ServerCredentials): Promise<Place> => {
  const port = await bind(server, '127.0.0.1:0', credentials)
  return { network: 'tcp', address: `127.0.0.1:${port}` }
}

const listenOnSocket = async (
  server: Server,
  credentials: ServerCredentials,
  env: ListenOptions['env'],
): Promise<Place> => {
  const address = await makeSocket(env, (path) => bind(server, `unix:${path}`, credentials))
  const group = env['PLUGIN_UNIX_SOCKET_GROUP']
  if (group) share(address, group)
  return { network: 'unix', address }
}

const bind = (server: Server, target: string, credentials: ServerCredentials) =>
  new Promise<number>((resolve, reject) => {
    server.bindAsync(target, credentials, (error, port) => {
      if (error) reject(error)
      else resolve(port)
    })
  })

const share = (path: string, group: string) => {
  chownSync(path, process.getuid?.() ?? -1, groupId(group))
  chmodSync(path, 0o660)
}

/** A group that the machine does not have. */
export class UnknownGroup extends Error {
  override readonly name = 'UnknownGroup'
  readonly group: string

  constructor(group: string) {
    super(`PLUGIN_UNIX_SOCKET_GROUP names no group of this machine: ${group}`)
    this.group = group
  }
}

/** By number, or by name as /etc/group has it. */
const groupId = (group: string) => {
  if (/^\d+$/.test(group)) return Number(group)
  const rows = readFileSync('/etc/group', 'utf8').split('\n')
  const id = rows.map((row) => row.split(':')).find(([name]) => name === group)?.[2]
  if (id === undefined) throw new UnknownGroup(group)
  return Number(id)
}
