import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { TlsOptions } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { makeAuthority, readPair } from '../api/kit/certificates.ts'
import { listen, serveProxy } from '../api/kit/proxy.ts'
import { frame, sendJson, serve } from '../api/kit/server.ts'

const ask = fileURLToPath(new URL('../api/kit/ask.ts', import.meta.url))

type Env = Readonly<Record<string, string>>

/** How a request ends that a process with this environment sends. */
const askFrom = async (env: Env, host_url: string, settings: object = {}): Promise<string> => {
  const flags = ['--disable-warning=ExperimentalWarning', ask, host_url, JSON.stringify(settings)]
  const { stdout } = await promisify(execFile)(process.execPath, flags, { env })
  return String(JSON.parse(stdout))
}

const authority = makeAuthority(t)

/** @returns the port of a TLS server that is fine but for these options */
const serveTls = async (options: TlsOptions): Promise<number> =>
  listen(
    t,
    createServer(options, (_request, response) => sendJson(response, 200, frame('fine'))),
  )

const address = (port: number): string => `https://127.0.0.1:${port}/api`

const port = await serveTls(readPair(authority.issue('127.0.0.1')))
const url = address(port)

const folder = mkdtempSync(join(tmpdir(), 'network-'))
t.teardown(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const intermediate = authority.intermediate()
const leaf = intermediate.issue('127.0.0.1')
const [alone, chained] = await Promise.all([
  serveTls(readPair(leaf)),
  serveTls(readPair(leaf, intermediate.certificate)),
])
const certificates = mkdtempSync(join(tmpdir(), 'certificates-'))
t.teardown(() => rmSync(certificates, { recursive: true }))
writeFileSync(join(certificates, 'ca.pem'), readFileSync(authority.certificate))

const trusted: readonly (readonly [title: string, env: Env, url: string])[] = [
  ['the authority', { NODE_EXTRA_CA_CERTS: authority.certificate }, url],
  ['the authority', { SSL_CERT_FILE: authority.certificate }, url],
  ['the authority', { SSL_CERT_DIR: certificates }, url],
  [
    'the authority in a later folder',
    { SSL_CERT_DIR: [folder, certificates].join(delimiter) },
    url,
  ],
  ['the authority of a chain', { NODE_EXTRA_CA_CERTS: authority.certificate }, address(chained)],
  ['an intermediate', { NODE_EXTRA_CA_CERTS: intermediate.certificate }, address(chained)],
  [
    'an intermediate that is not sent',
    { NODE_EXTRA_CA_CERTS: intermediate.certificate },
    address(alone),
  ],
  ['an intermediate', { SSL_CERT_FILE: intermediate.certificate }, address(chained)],
  ['the certificate of the server', { NODE_EXTRA_CA_CERTS: leaf.cert }, address(alone)],
  ['the certificate of the server', { SSL_CERT_FILE: leaf.cert }, address(chained)],
]

for (const [title, env, to] of trusted)
  t.test(`trusts a server by ${title} in ${Object.keys(env).join()}`, async (t) => {
    t.equal(await askFrom(env, to), 'fine')
  })

const noPem = write('key.pem', readFileSync(leaf.key))
const missing = join(folder, 'missing.pem')

const untrusted: readonly (readonly [title: string, env: Env, url: string, says: RegExp])[] = [
  ['nothing', {}, url, /before it was sent.*NODE_EXTRA_CA_CERTS to the path/],
  [
    'half of a chain',
    { NODE_EXTRA_CA_CERTS: authority.certificate },
    address(alone),
    /does not trust/,
  ],
  [
    'a file that is missing',
    { NODE_EXTRA_CA_CERTS: missing },
    url,
    /NODE_EXTRA_CA_CERTS is set to .*missing\.pem, which cannot be read \(ENOENT\)/,
  ],
  [
    'a key',
    { NODE_EXTRA_CA_CERTS: noPem },
    url,
    /NODE_EXTRA_CA_CERTS is set to .*key\.pem, which holds no PEM/,
  ],
  [
    'a file that is missing',
    { SSL_CERT_FILE: missing },
    url,
    /SSL_CERT_FILE is set to .*cannot be read/,
  ],
  [
    'a folder that is missing',
    { SSL_CERT_DIR: missing },
    url,
    /SSL_CERT_DIR is set to .*cannot be read/,
  ],
]

for (const [title, env, to, says] of untrusted)
  t.test(
    `says what to do where ${Object.keys(env).join() || 'the environment'} names ${title}`,
    async (t) => {
      t.match(await askFrom(env, to), says)
    },
  )

const extra = { NODE_EXTRA_CA_CERTS: authority.certificate }

t.test('says that a certificate is for another host', async (t) => {
  const other = await serveTls(readPair(authority.issue('other.example')))
  t.match(await askFrom(extra, address(other)), /for another host\. Check host_url/)
})

t.test('says that a certificate is not valid at the time of this machine', async (t) => {
  const expired = await serveTls(readPair(authority.issue('127.0.0.1', -1)))
  t.match(
    await askFrom(extra, address(expired)),
    /CERT_HAS_EXPIRED.*\(20\d\d-.* UTC\)\. Check its clock/,
  )
})

t.test('says that a server does not speak TLS', async (t) => {
  const plain = await serve(t, (_seen, response) => sendJson(response, 200, frame('fine')))
  t.match(
    await askFrom({}, plain.url.replace('http:', 'https:')),
    /Check host_url, which begins with https/,
  )
})

t.test('says that a server offers no TLS of 1.2 or later', async (t) => {
  const options = {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  } as const
  const old = await serveTls({ ...readPair(authority.issue('127.0.0.1')), ...options })
  t.match(await askFrom(extra, address(old), { max_retries: 3 }), /1\.2 or later is required/)
})

const inner = await serveTls(readPair(authority.issue('dbt.invalid')))
const outer = 'https://dbt.invalid/api'

t.test('goes through the tunnel of HTTPS_PROXY, unless NO_PROXY names the host', async (t) => {
  const { asked, url: proxy } = await serveProxy(t, inner)
  const env = { ...extra, HTTPS_PROXY: proxy }
  t.equal(await askFrom(env, outer), 'fine')
  t.same(asked, [{ target: 'dbt.invalid:443', authorization: undefined }])
  t.match(await askFrom({ ...env, NO_PROXY: '.invalid' }, outer), /ENOTFOUND|EAI_AGAIN/)
  t.equal(asked.length, 1)
})

t.test('says within seconds that there is no such host', async (t) => {
  const said = await askFrom({}, outer, { retry_interval_seconds: 0, max_retries: 3 })
  t.match(said, /(host was not found|could not be resolved).*[Cc]heck host_url/)
})
