import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** What a registry answers to a question of `npm audit`. */
export interface AuditAnswer {
  readonly status: number
  readonly body?: unknown
}

/** A registry of npm that answers nothing but audits; resolves to its address. */
export const startRegistry = async (t: Test, answer: AuditAnswer): Promise<string> => {
  const server = createServer((request, response) => {
    const { status, body } = request.method === 'POST' ? answer : { status: 404, body: undefined }
    request.resume()
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  // `as`: it listens on a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
