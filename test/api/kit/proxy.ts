import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import type { Test } from './server.ts'

/** What a proxy does with a CONNECT. */
export type Behavior =
  | { readonly kind: 'open' }
  | { readonly kind: 'refuse'; readonly status: number }
  | { readonly kind: 'open later'; readonly opened: Promise<unknown> }
  | { readonly kind: 'close' }

export interface TestProxy {
  readonly url: string
  /** Resolves with the first CONNECT. */
  readonly arrived: Promise<void>
  /** The targets that were asked for, and with which credentials. */
  readonly asked: readonly {
    readonly target: string
    readonly authorization?: string | undefined
  }[]
}

/** @returns the port of a server, which ends with the test */
export const listen = async (t: Test, server: Server | ReturnType<typeof createTcpServer>) => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  // `as`: the address of a TCP server is never a path.
  return (server.address() as AddressInfo).port
}

const answer = async (behavior: Behavior, client: Socket, port: number): Promise<void> => {
  if (behavior.kind === 'close') return void client.destroy()
  if (behavior.kind === 'refuse')
    return void client.end(`HTTP/1.1 ${behavior.status} No\r\ncontent-length: 0\r\n\r\n`)
  if (behavior.kind === 'open later') await behavior.opened
  const server = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 OK\r\n\r\n')
    server.pipe(client).pipe(server)
  })
  for (const socket of [server, client]) socket.on('error', () => socket.destroy())
}

/** A proxy whose tunnels end at this port, whatever the target is; with a certificate it speaks TLS itself. */
export const serveProxy = async (
  t: Test,
  port: number,
  {
    behavior = { kind: 'open' },
    tls,
  }: {
    readonly behavior?: Behavior
    readonly tls?: { readonly key: Buffer; readonly cert: Buffer }
  } = {},
): Promise<TestProxy> => {
  const asked: { target: string; authorization?: string | undefined }[] = []
  const plain: RequestListener = (_request, response) => response.writeHead(400).end()
  const proxy = tls === undefined ? createServer(plain) : createTlsServer(tls, plain)
  const arrived = Promise.withResolvers<void>()
  proxy.on('connect', (request, client) => {
    arrived.resolve()
    asked.push({
      target: request.url ?? '',
      authorization: request.headers['proxy-authorization'],
    })
    // `as`: the connections of this server are sockets.
    void answer(behavior, client as Socket, port)
  })
  const scheme = tls === undefined ? 'http' : 'https'
  return { arrived: arrived.promise, asked, url: `${scheme}://127.0.0.1:${await listen(t, proxy)}` }
}

/** A server that sends these bytes after the first ones of a request, and then ends or keeps the connection. */
export const serveBytes = async (
  t: Test,
  bytes: string | Buffer,
  { end = true }: { readonly end?: boolean } = {},
): Promise<number> => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => (end ? socket.end(bytes) : socket.write(bytes)))
  })
  return listen(t, server)
}
