import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import t from 'tap'
import type { Call } from '../../src/api/index.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { frame, sendJson, serve, type Test } from './kit/server.ts'

const read: Call = { method: 'GET', path: 'v3/x/' }
const write: Call = { method: 'POST', path: 'v3/x/', body: { name: 'one' } }

/** A site that answers only when the test does. */
const serveByHand = async (t: Test) => {
  const arrived = Promise.withResolvers<ServerResponse>()
  const site = await serve(t, (_seen, response) => arrived.resolve(response))
  return { ...makeBench(site.url, { max_retries: 0 }), arrived: arrived.promise }
}

/** A server that takes connections and never speaks, as before a TLS handshake. */
const serveSilence = async (t: Test, protocol: 'http' | 'https') => {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const connected = once(server, 'connection')
  void connected.then(([socket]) => t.teardown(() => socket.destroy()))
  t.teardown(() => server.close())
  // `as`: the address of a TCP server is never a path.
  const { port } = server.address() as AddressInfo
  return { ...makeBench(`${protocol}://127.0.0.1:${port}`, { max_retries: 0 }), connected }
}

t.test('ends a call that has no answer in time, and knows that it was sent', async (t) => {
  const { api, clock, arrived } = await serveByHand(t)
  const failure = failureOf(api.request(write))
  await arrived
  clock.fire(30_000)
  t.match(await failure, { code: 'timeout', sent: true, ambiguous: true })
})

t.test('knows that a call was not sent whose handshake never ended', async (t) => {
  const { api, clock, connected } = await serveSilence(t, 'https')
  const failure = failureOf(api.request(write))
  await connected
  clock.fire(30_000)
  t.match(await failure, { code: 'timeout', sent: false, ambiguous: false })
})

t.test('counts no time once the answer is there', async (t) => {
  const site = await serve(t, (_seen, response) => sendJson(response, 200, frame(1)))
  const { api, clock } = makeBench(site.url)
  await api.request(read)
  t.same(clock.limits, [])
})

t.test('ends a read at once when it is stopped', async (t) => {
  const { api, arrived } = await serveByHand(t)
  const failure = failureOf(api.request(read))
  await arrived
  api.stop()
  t.match(await failure, { code: 'stopped', ambiguous: false })
})

t.test('ends a write at once that was not sent when it is stopped', async (t) => {
  const { api, connected } = await serveSilence(t, 'https')
  const failure = failureOf(api.request(write))
  await connected
  api.stop()
  t.match(await failure, { code: 'stopped', ambiguous: false })
})

t.test('lets a write under way come to its end after a stop', async (t) => {
  const { api, clock, arrived } = await serveByHand(t)
  const answer = api.request(write)
  const response = await arrived
  api.stop()
  t.same(clock.limits, [10_000, 30_000])
  sendJson(response, 200, frame('made'))
  t.equal(await answer, 'made')
})

t.test('ends a write under way ten seconds after a stop, its outcome unknown', async (t) => {
  const { api, clock, arrived } = await serveByHand(t)
  const failure = failureOf(api.request(write))
  await arrived
  api.stop()
  clock.fire(10_000)
  t.match(await failure, { code: 'stopped', ambiguous: true })
  t.same(clock.limits, [])
})

t.test('ends a write under way at once where nothing is left of its time', async (t) => {
  const { api, arrived } = await serveByHand(t)
  const over = new AbortController()
  const failure = failureOf(api.request({ ...write, signal: over.signal, graceful: false }))
  await arrived
  over.abort()
  t.match(await failure, { code: 'stopped', ambiguous: true })
})

t.test('ends only the call whose caller has gone', async (t) => {
  const waiting: ServerResponse[] = []
  const both = Promise.withResolvers<void>()
  const site = await serve(t, (_seen, response) => {
    if (waiting.push(response) === 2) both.resolve()
  })
  const { api } = makeBench(site.url)
  const caller = new AbortController()
  const failure = failureOf(api.request({ ...read, signal: caller.signal }))
  const answer = api.request(read)
  await both.promise
  caller.abort()
  t.match(await failure, { code: 'stopped' })
  for (const response of waiting) sendJson(response, 200, frame('fine'))
  t.equal(await answer, 'fine')
})

t.test('lets a detached call pass a stop', async (t) => {
  const { api, arrived } = await serveByHand(t)
  const answer = api.request({ ...read, stoppable: false })
  const response = await arrived
  api.stop()
  sendJson(response, 200, frame('fine'))
  t.equal(await answer, 'fine')
})

t.test('knows that a refused connection carried nothing', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // `as`: the address of a TCP server is never a path.
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const { api, clock } = makeBench(`http://127.0.0.1:${port}`)
  t.match(await failureOf(api.request(write)), {
    code: 'transport',
    sent: false,
    reason: 'ECONNREFUSED',
  })
  t.equal(clock.sleeps.length, 3, 'so even a POST is tried again')
})

t.test('knows that an unknown host carried nothing', async (t) => {
  const { api } = makeBench('http://nowhere.invalid', { max_retries: 0 })
  t.match(await failureOf(api.request(write)), { code: 'transport', sent: false })
})

t.test('takes a reset after the request for an open outcome', async (t) => {
  const site = await serve(t, (_seen, response) => response.destroy())
  const { api } = makeBench(site.url)
  t.match(await failureOf(api.request(write)), {
    sent: true,
    ambiguous: true,
    reason: 'ECONNRESET',
  })
  t.equal(site.seen.length, 1)
})

t.test('takes an answer that was cut off for an open outcome', async (t) => {
  const site = await serve(t, (_seen, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{"data":', () => response.destroy())
  })
  t.match(await failureOf(makeBench(site.url).api.request(write)), {
    code: 'transport',
    sent: true,
  })
})

t.test('takes a reset of a reused connection for an open outcome', async (t) => {
  const site = await serve(t, ({ method }, response) =>
    method === 'GET' ? sendJson(response, 200, frame(1)) : response.socket?.resetAndDestroy(),
  )
  const { api } = makeBench(site.url)
  await api.request(read)
  t.match(await failureOf(api.request(write)), { code: 'transport', sent: true })
  t.equal(site.seen.length, 2)
})
