import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import t from 'tap'
import type { ApiOptions } from '../../src/api/index.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { makeAuthority, readPair } from './kit/certificates.ts'
import { type Behavior, listen, serveBytes, serveProxy } from './kit/proxy.ts'
import { frame, sendJson } from './kit/server.ts'

const authority = makeAuthority(t)
setDefaultCACertificates([
  ...getCACertificates('default'),
  readFileSync(authority.certificate, 'utf8'),
])

const target = 'https://dbt.invalid'
const port = await listen(
  t,
  createServer(readPair(authority.issue('dbt.invalid')), (_request, response) =>
    sendJson(response, 200, frame('fine')),
  ),
)

const through = (proxy: string, options: Partial<ApiOptions> = {}) =>
  makeBench(target, { env: { HTTPS_PROXY: proxy }, max_retries: 0, ...options })

const read = { method: 'GET', path: 'v3/x/' } as const

t.test('opens a tunnel to the host, and keeps it between requests', async (t) => {
  const { asked, url } = await serveProxy(t, port)
  const { api, clock } = through(url)
  t.equal(await api.request(read), 'fine')
  t.equal(await api.request(read), 'fine')
  t.same(asked, [{ target: 'dbt.invalid:443', authorization: undefined }])
  t.same(clock.limits, [])
})

t.test('names a port and an IPv6 address as CONNECT wants them', async (t) => {
  const { asked, url } = await serveProxy(t, port, { behavior: { kind: 'close' } })
  const { api } = makeBench('https://[fd00::1]:8443', { env: { HTTPS_PROXY: url }, max_retries: 0 })
  await failureOf(api.request(read))
  t.equal(asked[0]?.target, '[fd00::1]:8443')
})

t.test('sends the user and the password of the proxy to it', async (t) => {
  const { asked, url } = await serveProxy(t, port)
  t.equal(await through(url.replace('//', '//me:p%40ss@')).api.request(read), 'fine')
  t.equal(asked[0]?.authorization, `Basic ${Buffer.from('me:p@ss').toString('base64')}`)
})

t.test('speaks TLS with a proxy that does', async (t) => {
  const tls = readPair(authority.issue('127.0.0.1'))
  const { asked, url } = await serveProxy(t, port, { tls })
  t.equal(await through(url).api.request(read), 'fine')
  t.equal(asked.length, 1)
})

t.test('does not trust a proxy whose certificate is for another host', async (t) => {
  const tls = readPair(authority.issue('other.example'))
  const { url } = await serveProxy(t, port, { tls })
  t.match(await failureOf(through(url).api.request(read)), {
    reason: 'PROXY_ERR_TLS_CERT_ALTNAME_INVALID',
    sent: false,
  })
})

t.test('goes directly to this machine', async (t) => {
  const { asked, url } = await serveProxy(t, port)
  const direct = createServer(readPair(authority.issue('127.0.0.1')), (_request, response) =>
    sendJson(response, 200, frame('direct')),
  )
  const site = `https://127.0.0.1:${await listen(t, direct)}`
  t.equal(await makeBench(site, { env: { HTTPS_PROXY: url } }).api.request(read), 'direct')
  t.same(asked, [])
})

const refusals: readonly (readonly [
  title: string,
  behavior: Behavior,
  says: RegExp,
  tries: number,
])[] = [
  [
    'refuses with 407',
    { kind: 'refuse', status: 407 },
    /\(PROXY_407\).*HTTPS_PROXY refused the connection with status 407\. It requires a user/,
    1,
  ],
  [
    'refuses with 403',
    { kind: 'refuse', status: 403 },
    /HTTPS_PROXY refused the connection with status 403.*NO_PROXY/,
    1,
  ],
  [
    'refuses with 502',
    { kind: 'refuse', status: 502 },
    /with status 502\. It may not reach the host/,
    3,
  ],
  ['closes the connection', { kind: 'close' }, /HTTPS_PROXY cannot be reached/, 3],
]

for (const [title, behavior, says, tries] of refusals)
  t.test(`names the proxy and its answer where it ${title}`, async (t) => {
    const { asked, url } = await serveProxy(t, port, { behavior })
    const bench = through(url.replace('//', '//me:canary@'), { max_retries: 2 })
    const error = await failureOf(bench.api.request({ ...read, method: 'POST' }))
    t.match(error, { sent: false, ambiguous: false, message: says })
    t.match(String(error), `POST ${target}/api/v3/x/ failed before it was sent`)
    t.notMatch(String(error) + JSON.stringify(bench.lines), /canary|Basic/)
    t.equal(asked.length, tries)
  })

const strange = ['SSH-2.0-OpenSSH_9.6\r\n', 'HTTP/1.1 200 OK\r\nbroken header\r\n\r\n']

for (const bytes of strange)
  t.test(`says that a proxy is none if it answers ${JSON.stringify(bytes)}`, async (t) => {
    const { api } = through(`http://127.0.0.1:${await serveBytes(t, bytes)}`, { max_retries: 3 })
    const error = await failureOf(api.request(read))
    t.match(error, { message: /The response of the proxy is not valid HTTP/, sent: false })
  })

t.test('names the proxy where it cannot be reached', async (t) => {
  const error = await failureOf(through('http://127.0.0.1:9').api.request(read))
  t.match(error, { message: /\(PROXY_ECONNREFUSED\).*proxy in HTTPS_PROXY cannot be reached/ })
})

t.test(
  'waits for a slow proxy within timeout_seconds, whatever its idle connections are given',
  async (t) => {
    const opened = Promise.withResolvers<void>()
    const behavior: Behavior = { kind: 'open later', opened: opened.promise }
    const { arrived, url } = await serveProxy(t, port, { behavior })
    const { api, clock } = through(url, { timeout_seconds: 60 })
    const answer = api.request(read)
    await arrived
    t.same(clock.limits, [60_000])
    opened.resolve()
    t.equal(await answer, 'fine')
  },
)

const silent: Readonly<Record<string, Behavior>> = {
  'never answers': { kind: 'open later', opened: new Promise(() => {}) },
  'opens a tunnel to nothing that speaks TLS': { kind: 'open' },
}

for (const [title, behavior] of Object.entries(silent))
  t.test(`gives up on a proxy that ${title} after timeout_seconds`, async (t) => {
    const mute = await serveBytes(t, '', { end: false })
    const { arrived, url } = await serveProxy(t, mute, { behavior })
    const { api, clock } = through(url, { max_retries: 3 })
    const failure = failureOf(api.request(read))
    await arrived
    clock.time += 30_000
    clock.fire(30_000)
    t.match(await failure, { reason: 'PROXY_TIMEOUT', sent: false })
  })

t.test('ends a request at once when it is stopped while the proxy has not answered', async (t) => {
  const behavior: Behavior = { kind: 'open later', opened: new Promise(() => {}) }
  const { arrived, url } = await serveProxy(t, port, { behavior })
  const { api } = through(url)
  const failure = failureOf(api.request({ ...read, method: 'POST' }))
  await arrived
  api.stop()
  t.match(await failure, { code: 'stopped', ambiguous: false })
})
