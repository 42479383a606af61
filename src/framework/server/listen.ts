import { once } from 'node:events'
import { chmodSync, chownSync, readFileSync } from 'node:fs'
import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { Server } from '@grpc/grpc-js/build/src/server.js'
import { ServerCredentials } from '@grpc/grpc-js/build/src/server-credentials.js'
import type { Place } from './handshake.ts'
import type { Lifetime } from './lifetime.ts'
import { definitionOf, type Methods } from './methods.ts'
import { createTlsServer, type MutualTls } from './mutual-tls.ts'
import { pluginServices } from './plugin-services.ts'
import { makeSocket } from './socket.ts'

export interface ListenOptions {
  readonly network: Place['network']
  readonly env: Readonly<Record<string, string | undefined>>
  readonly lifetime: Lifetime
  /** False for a debug process, which hosts attach to one after the other. */
  readonly endsWithHost: boolean
  readonly tls?: MutualTls | undefined
}

/** Serves `methods` and go-plugin's own services until the process ends, and then removes the socket. */
export const listen = async (methods: Methods, options: ListenOptions): Promise<Place> => {
  const server = new Server(LIMITS)
  const all = { ...methods, ...pluginServices(options.lifetime) }
  server.addService(definitionOf(all), all)
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure())
  const accept = (socket: Socket) => injector.injectConnection(socket)
  const sockets = options.tls ? createTlsServer(options.tls, accept) : createServer(accept)
  options.lifetime.onExit(async () => {
    server.tryShutdown(() => {})
    // Waits for the sockets, and so for responses that are not written yet.
    await new Promise((resolve) => sockets.close(resolve))
  })
  if (options.endsWithHost) watchConnections(sockets, options.lifetime)
  return options.network === 'unix' ? listenOnSocket(sockets, options.env) : listenOnPort(sockets)
}

/** A host without a connection for this long counts as ended. */
const reconnectMs = 1_000

/** Ends the process when the host has closed its last connection. The parent may be a wrapper that lives on. */
const watchConnections = (sockets: NetServer, { calls, end }: Lifetime): void => {
  let open = 0
  const check = () => {
    if (open === 0 && calls.begun) end({ code: 1, isHostGone: true })
  }
  sockets.on('connection', (socket) => {
    open += 1
    socket.once('close', () => {
      open -= 1
      setTimeout(check, reconnectMs)
    })
  })
}

/** The limit of Go providers. The default of grpc-js, 4 MiB, is too small for real states. */
const LIMITS = {
  'grpc.max_receive_message_length': 256 * 1024 * 1024,
  'grpc.max_send_message_length': 256 * 1024 * 1024,
}

/** Only on loopback, because the provider acts with the user's token. */
const listenOnPort = async (sockets: NetServer): Promise<Place> => {
  sockets.listen(0, '127.0.0.1')
  await once(sockets, 'listening')
  const address = sockets.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { network: 'tcp', address: `127.0.0.1:${port}` }
}

const listenOnSocket = async (sockets: NetServer, env: ListenOptions['env']): Promise<Place> => {
  const address = await makeSocket(env, async (path) => {
    sockets.listen(path)
    await once(sockets, 'listening')
  })
  const group = env['PLUGIN_UNIX_SOCKET_GROUP']
  if (group) share(address, group)
  return { network: 'unix', address }
}

const share = (path: string, group: string) => {
  chownSync(path, process.getuid?.() ?? -1, groupId(group))
  chmodSync(path, 0o660)
}

/** A group that does not exist on the machine. */
export class UnknownGroup extends Error {
  override readonly name = 'UnknownGroup'
  readonly group: string

  constructor(group: string) {
    super(`PLUGIN_UNIX_SOCKET_GROUP names a group that does not exist: ${group}`)
    this.group = group
  }
}

/** A group by number, or by its name in /etc/group. */
const groupId = (group: string) => {
  if (/^\d+$/.test(group)) return Number(group)
  const rows = readFileSync('/etc/group', 'utf8').split('\n')
  const id = rows.map((row) => row.split(':')).find(([name]) => name === group)?.[2]
  if (id === undefined) throw new UnknownGroup(group)
  return Number(id)
}
