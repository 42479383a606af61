import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type t from 'tap'

/** What a test, or the root of a file, can clean up with. */
export type Test = Pick<typeof t, 'teardown'>

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Handler = (seen: Seen, response: ServerResponse) => unknown

export interface Site {
  /** Without a path. */
  readonly url: string
  /** What arrived, in order. */
  readonly seen: readonly Seen[]
}

export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** The frame of dbt Cloud around `data`. */
export const frame = (data: unknown, extra: object = {}): object => ({
  status: { code: 200, is_success: true, user_message: 'Success!', developer_message: '' },
  data,
  extra,
})

/** The frame of a refusal. */
export const refusal = (code: number, message: string): object => ({
  status: { code, is_success: false, user_message: message, developer_message: '' },
  data: null,
})

const listen = async (t: Test, listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  // `as`: the address of a TCP server is never a path.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A real server of this test's own, closed at its end. */
export const serve = async (t: Test, handler: Handler): Promise<Site> => {
  const seen: Seen[] = []
  const url = await listen(t, (request, response) => {
    void text(request).then((body) => {
      const { method = '', url: path = '', headers } = request
      const each = { method, url: path, headers, body }
      seen.push(each)
      return handler(each, response)
    })
  })
  return { url, seen }
}
