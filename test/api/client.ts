import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { type Call, createApi, list, SettingError } from '../../src/api/index.ts'
import { canary, failureOf, makeBench } from './kit/api.ts'
import { frame, sendJson, serve, type Test } from './kit/server.ts'

const read: Call = { method: 'GET', path: 'v3/x/' }

t.test('keeps its connection between requests', async (t) => {
  const ports = new Set<number | undefined>()
  const site = await serve(t, (_seen, response) => {
    ports.add(response.socket?.remotePort)
    sendJson(response, 200, frame(1))
  })
  const { api } = makeBench(site.url)
  await api.request(read)
  await api.request(read)
  t.equal(ports.size, 1)
})

t.test('sends no more than sixteen requests at the same time', async (t) => {
  let now = 0
  let most = 0
  const site = await serve(t, (_seen, response) => {
    now += 1
    most = Math.max(most, now)
    setImmediate(() => {
      now -= 1
      sendJson(response, 200, frame(1))
    })
  })
  const { api } = makeBench(site.url)
  await Promise.all(Array.from({ length: 40 }, async () => api.request(read)))
  t.ok(most <= 16, `${most}`)
})

t.test('does not follow a redirect, so that no other host sees the token', async (t) => {
  const other = await serve(t, (_seen, response) => sendJson(response, 200, frame(1)))
  const site = await serve(t, (_seen, response) => {
    response.writeHead(302, { location: `${other.url}/api/` }).end()
  })
  const error = await failureOf(makeBench(site.url).api.request(read))
  t.match(error, { code: 'redirect', status: 302 })
  t.match(String(error), other.url)
  t.equal(other.seen.length, 0)
})

t.test('sends no byte to a server whose certificate it does not trust', async (t) => {
  const { url, bytes } = await serveUntrusted(t)
  const { api } = makeBench(url, { max_retries: 0 })
  const error = await failureOf(api.request({ ...read, method: 'POST', body: { name: 'x' } }))
  t.match(error, { code: 'transport', sent: false, reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  t.equal(await bytes, 0)
})

t.test('goes through the proxy that the environment names', async (t) => {
  const proxy = await serve(t, (_seen, response) => sendJson(response, 200, frame('by proxy')))
  const { api } = makeBench('http://dbt.invalid', { env: { HTTP_PROXY: proxy.url } })
  t.equal(await api.request(read), 'by proxy')
  t.equal(proxy.seen[0]?.url, 'http://dbt.invalid/api/v3/x/')
})

t.test('reads a compressed answer', async (t) => {
  const site = await serve(t, (_seen, response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync(JSON.stringify(frame('small'))))
  })
  t.equal(await makeBench(site.url).api.request(read), 'small')
})

t.test('returns the pagination beside the data', async (t) => {
  const pagination = { count: 1, total_count: 2 }
  const site = await serve(t, (_seen, response) =>
    sendJson(response, 200, frame([{ id: 1 }], { pagination })),
  )
  const { api } = makeBench(site.url)
  t.same(await api.answer(read), { data: [{ id: 1 }], pagination })
  t.equal((await list(api, { path: 'v3/x/' })).complete, false)
})

t.test('works with the real clock and only the required settings', async (t) => {
  let first = true
  const site = await serve(t, ({ url }, response) => {
    const broken = first && url.includes('/x/')
    if (broken) first = false
    sendJson(response, broken ? 503 : 200, frame('fine'))
  })
  const least = { host_url: site.url, token: canary, account_id: 1, retry_interval_seconds: 0.01 }
  t.equal(await createApi(least).request(read), 'fine')
  t.same(
    site.seen.map(({ url }) => url),
    ['/v2/accounts/', '/v3/x/', '/v3/x/'],
  )
})

t.test('needs only a token and an account, and sends nothing by itself', async (t) => {
  const api = createApi({ token: canary, account_id: 1 })
  t.match(api, { hostUrl: 'https://cloud.getdbt.com/api', account: '1', timeoutMs: 30_000 })
  t.throws(() => createApi({ token: '', account_id: 1 }), SettingError)
})

const makeCertificate = (t: Test): { key: string; cert: string } => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-keyout', key, '-out', cert]
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  execFileSync('openssl', [...kind, ...subject, ...files], { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

/** A server with a certificate that nobody signed, and the bytes it read until its first client left. */
const serveUntrusted = async (t: Test) => {
  let count = 0
  const bytes = Promise.withResolvers<number>()
  const server = createServer(makeCertificate(t))
  server.on('secureConnection', (socket) => socket.on('data', (chunk) => (count += chunk.length)))
  server.on('connection', (socket) => socket.on('close', () => bytes.resolve(count)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  // `as`: the address of a TCP server is never a path.
  const { port } = server.address() as AddressInfo
  return { url: `https://127.0.0.1:${port}`, bytes: bytes.promise }
}
