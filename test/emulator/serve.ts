import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { config, send, start, tokens } from './kit/client.ts'

t.test('answers in HTML where the API has no such path', async (t) => {
  const emulator = await start(t)
  for (const path of ['/', '/v3/accounts/1/', '/api/v3/accounts//scim-config/'] as const) {
    const { status, headers, json } = await send(emulator, `GET ${path}`)
    t.equal(status, 404)
    t.match(headers.get('content-type'), 'text/html')
    t.equal(json, undefined)
  }
})

t.test('answers 405 to a method that the path does not have', async (t) => {
  const emulator = await start(t)
  const { status, json } = await send(emulator, `PUT ${config}`, { body: {} })
  t.equal(status, 405)
  t.match(json, { status: { code: 405, user_message: /PUT/ }, data: null })
})

t.test('remembers each request in order of arrival, without its credential', async (t) => {
  const at = new Date('2026-11-24T10:00:00Z')
  const emulator = await start(t, { clock: () => at })
  await send(emulator, `POST ${tokens}?x=1`, { body: { name: 'a' } })
  await send(emulator, `POST ${tokens}`, { text: 'not json' })
  await send(emulator, `GET ${tokens}`)
  t.match(emulator.requests, [
    { method: 'POST', path: tokens, query: { x: '1' }, body: { name: 'a' }, status: 400, at },
    { method: 'POST', path: tokens, query: {}, body: 'not json', status: 400 },
    { method: 'GET', path: tokens, body: undefined, status: 200, ms: Number },
  ])
  t.notMatch(JSON.stringify(emulator.requests), 'emulator')
  emulator.clear()
  t.same(emulator.requests, [])
})

t.test('logs each request as it is answered or dropped', async (t) => {
  const logged: (number | null)[] = []
  const emulator = await start(t, { log: ({ status }) => logged.push(status) })
  emulator.fail({ method: 'POST' }, { reset: true })
  await t.rejects(send(emulator, `POST ${tokens}`, { body: { name: 'a' } }))
  await send(emulator, `GET ${tokens}`)
  t.same(logged, [null, 200])
})

t.test('does nothing for a request that never came whole', async (t) => {
  const emulator = await start(t)
  const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1')
  const head = `POST ${tokens} HTTP/1.1\r\nHost: x\r\nAuthorization: Token emulator\r\n`
  socket.end(`${head}Content-Length: 20\r\n\r\n{"name":`)
  await Promise.all([text(socket), once(socket, 'close')])
  t.same(emulator.tokens(1).list(), [])
  t.same(emulator.requests, [])
})
