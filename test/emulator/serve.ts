import { once } from 'node:events'
import { request as requestHttp } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { defaultAccount } from '../../src/emulator/index.ts'
import { config, send, start, tokens } from './kit/client.ts'

t.test('returns HTML for a path outside of the API', async (t) => {
  const emulator = await start(t)
  for (const path of ['/', '/v3/accounts/1/', '/api/v3/accounts//scim-config/'] as const) {
    const { status, headers, json } = await send(emulator, `GET ${path}`)
    t.equal(status, 404)
    t.match(headers.get('content-type'), 'text/html')
    t.equal(json, undefined)
  }
})

t.test('returns 405 for an unsupported method', async (t) => {
  const emulator = await start(t)
  const { status, json } = await send(emulator, `PUT ${config}`, { body: {} })
  t.equal(status, 405)
  t.match(json, { status: { code: 405, user_message: /PUT/ }, data: null })
})

t.test('records each request in order of arrival, without its credential', async (t) => {
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

t.test('ignores a request that never arrives completely', async (t) => {
  const emulator = await start(t)
  const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1')
  const head = `POST ${tokens} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token emulator\r\n`
  socket.end(`${head}Content-Length: 20\r\n\r\n{"name":`)
  await Promise.all([text(socket), once(socket, 'close')])
  t.same(emulator.tokens(1).list(), [])
  t.same(emulator.requests, [])
})

/** The status for a request with these Host headers. */
const statusFor = async (url: string, host: string | string[], path = '/api/v2/accounts/') => {
  // Node.js clients reject these headers, but browsers and other clients send them.
  const headers = { host, authorization: 'Token emulator' }
  // `as`: Node sends a list as several headers, and its types do not know that for Host.
  const request = requestHttp(url, { path, headers: headers as Record<string, string> }).end()
  const [response] = await once(request, 'response')
  response.resume()
  return response.statusCode
}

const own = (port: string): readonly string[] => [
  `127.0.0.1:${port}`,
  `localhost:${port}`,
  `LOCALHOST:${port}`,
  `tenant.localhost:${port}`,
  `[::1]:${port}`,
  // The header with a forwarded port.
  'localhost',
  '127.0.0.1:1',
]

const foreign: readonly string[] = [
  'attacker.example',
  'attacker.example:80',
  'localhost.attacker.example',
  'localhostx',
  'xlocalhost',
  '127.0.0.1.attacker.example',
  '127.0.0.1@attacker.example',
  'attacker.example#localhost',
  '.localhost',
  '10.0.0.1',
  '[::2]',
  '::1',
]

t.test('serves requests with its own names', async (t) => {
  const { url } = await start(t)
  for (const host of own(new URL(url).port)) t.equal(await statusFor(url, host), 200, host)
})

t.test('serves requests with the address that it listens on', async (t) => {
  const { url } = await start(t, { host: '::1' })
  t.equal(await statusFor(url, new URL(url).host), 200)
})

for (const host of foreign)
  t.test(`rejects a request for another host: "${host}"`, async (t) => {
    const logged: (number | null)[] = []
    const emulator = await start(t, { log: ({ status }) => logged.push(status) })
    const { port } = new URL(emulator.url)
    for (const name of [host, `${host}:${port}`])
      if (!/:.*:/.test(name) || host === '::1')
        t.equal(await statusFor(emulator.url, name), 421, name)
    t.strictSame(emulator.requests, [], 'the API never sees it')
    t.ok(logged.every((status) => status === 421))
  })

const rawRequests: Readonly<Record<string, string>> = {
  'no Host header': 'GET /api/v2/accounts/ HTTP/1.0\r\n',
  'two Host headers': 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: attacker.example\r\n',
  'the form for proxies': 'GET http://attacker.example/ HTTP/1.1\r\nHost: localhost\r\n',
  'no path': 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n',
}

for (const [title, head] of Object.entries(rawRequests))
  t.test(`rejects a request with ${title}, and keeps running`, async (t) => {
    const emulator = await start(t)
    const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1')
    socket.end(`${head}Authorization: Token emulator\r\nConnection: close\r\n\r\n`)
    t.match(await text(socket), /^HTTP\/1\.1 4\d\d /)
    t.equal((await send(emulator, 'GET /api/v2/accounts/')).status, 200)
  })

t.test('rejects a body of more than 1 MiB without keeping it', async (t) => {
  const emulator = await start(t)
  const sent = { text: `{"name":"${'a'.repeat(2 ** 20)}"}` }
  const { status, json } = await send(emulator, `POST ${tokens}`, sent)
  t.equal(status, 413)
  t.match(json, { status: { user_message: 'The body is larger than 1 MiB.' }, data: null })
  t.same(emulator.requests, [])
  t.equal((await send(emulator, `GET ${tokens}`)).status, 200)
})

const troubles: readonly (readonly [line: string, sent?: Parameters<typeof send>[2]])[] = [
  ['GET /'],
  ['PUT /api/v2/accounts/'],
  ['GET /api/v2/accounts/', { authorization: null }],
  ['GET /api/v2/accounts/', { authorization: 'Token wrong' }],
  ['GET /api/v2/accounts/2/'],
  [`GET ${tokens}99/`],
  [`GET ${tokens}?other=1`],
  [`POST ${tokens}`, { text: '{' }],
  [`POST ${tokens}`, { body: { name: 7 } }],
  [`POST ${tokens}`, { body: {} }],
]

t.test('has no messages with a word that is also the default token', async (t) => {
  const emulator = await start(t)
  const token = defaultAccount.token
  const read = async (line: string, sent = {}) => (await send(emulator, line, sent)).text
  for (const [line, sent] of troubles) t.notMatch(await read(line, sent), token, line)
  for (const status of [400, 401, 403, 404, 408, 422, 429, 500, 502, 503]) {
    emulator.fail({ method: 'GET' }, { status })
    t.notMatch(await read(`GET ${tokens}`), token, String(status))
  }
  const response = await fetch(emulator.url, { headers: { host: 'attacker.example' } })
  t.notMatch(await response.text(), token)
})
