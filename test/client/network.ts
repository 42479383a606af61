import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { makeAuthority } from '../api/kit/certificates.ts'
import { frame, sendJson } from '../api/kit/server.ts'

const ask = fileURLToPath(new URL('../api/kit/ask.ts', import.meta.url))

/** How a request ends that a process with this environment sends. */
const askFrom = async (
  env: Readonly<Record<string, string>>,
  host_url: string,
): Promise<string> => {
  const flags = ['--disable-warning=ExperimentalWarning', ask, host_url]
  const { stdout } = await promisify(execFile)(process.execPath, flags, { env })
  return String(JSON.parse(stdout))
}

const authority = makeAuthority(t)

/** A TLS server whose certificate the authority has signed. @returns its port */
const serveTls = async (host = '127.0.0.1', days = 1): Promise<number> => {
  const { key, cert } = authority.issue(host, days)
  const files = { key: readFileSync(key), cert: readFileSync(cert) }
  const server = createServer(files, (_request, response) =>
    sendJson(response, 200, frame('fine')),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  // `as`: the address of a TCP server is never a path.
  return (server.address() as AddressInfo).port
}

/** A proxy that opens tunnels to this port, whatever is asked for. */
const serveProxy = async (port: number) => {
  const asked: string[] = []
  const proxy = createHttpServer().listen(0, '127.0.0.1')
  proxy.on('connect', (request, client) => {
    asked.push(request.url ?? '')
    const server = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      server.pipe(client).pipe(server)
    })
    for (const socket of [server, client]) socket.on('error', () => socket.destroy())
  })
  await once(proxy, 'listening')
  t.teardown(() => proxy.close())
  // `as`: the address of a TCP server is never a path.
  return { asked, url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }
}

const port = await serveTls()
const url = `https://127.0.0.1:${port}/api`

t.test('names NODE_EXTRA_CA_CERTS where an authority is not trusted', async (t) => {
  t.match(await askFrom({}, url), /before it was sent.*name the file.*NODE_EXTRA_CA_CERTS/)
})

t.test('trusts the authority in NODE_EXTRA_CA_CERTS', async (t) => {
  t.equal(await askFrom({ NODE_EXTRA_CA_CERTS: authority.certificate }, url), 'fine')
})

t.test('trusts the authorities of the system, as other programs do', async (t) => {
  t.equal(await askFrom({ SSL_CERT_FILE: authority.certificate }, url), 'fine')
})

t.test('says that a certificate is of another host', async (t) => {
  const other = await serveTls('other.example')
  const env = { NODE_EXTRA_CA_CERTS: authority.certificate }
  t.match(await askFrom(env, `https://127.0.0.1:${other}/api`), /of another host: check host_url/)
})

t.test('says that a certificate is not valid at the time of this machine', async (t) => {
  const expired = await serveTls('127.0.0.1', -1)
  const env = { NODE_EXTRA_CA_CERTS: authority.certificate }
  const said = await askFrom(env, `https://127.0.0.1:${expired}/api`)
  t.match(said, /CERT_HAS_EXPIRED.*\(20\d\d-.* UTC\): check its clock/)
})

t.test('says that a server does not speak TLS', async (t) => {
  const proxy = await serveProxy(port)
  t.match(
    await askFrom({}, proxy.url.replace('http:', 'https:')),
    /check host_url, which says https/,
  )
})

t.test('goes through the tunnel of HTTPS_PROXY, unless NO_PROXY names the host', async (t) => {
  const { asked, url: proxy } = await serveProxy(await serveTls('dbt.invalid'))
  const env = { NODE_EXTRA_CA_CERTS: authority.certificate, HTTPS_PROXY: proxy }
  t.equal(await askFrom(env, 'https://dbt.invalid/api'), 'fine')
  t.same(asked, ['dbt.invalid:443'])
  t.equal(await askFrom({ ...env, NO_PROXY: '127.0.0.1' }, url), 'fine')
  t.same(asked, ['dbt.invalid:443'])
})

t.test('names the proxy where it cannot be reached', async (t) => {
  const env = { https_proxy: 'http://127.0.0.1:9' }
  t.match(await askFrom(env, 'https://dbt.invalid/api'), /the proxy of https_proxy.*NO_PROXY/)
})

t.test('says that there is no such host', async (t) => {
  t.match(await askFrom({}, 'https://dbt.invalid/api'), /There is no such host.*check host_url/)
})
