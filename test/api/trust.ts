import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { getCACertificates } from 'node:tls'
import t from 'tap'
import { trustFaults, trustSystem, trustsSystem } from '../../src/api/trust.ts'

const fingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256

t.test('trusts the authorities of the system besides, once asked to', async (t) => {
  const before = getCACertificates('default')
  t.notOk(trustsSystem())
  trustSystem({})
  trustSystem({})
  t.ok(trustsSystem())
  const after = new Set(getCACertificates('default').map(fingerprint))
  const wanted = [...before, ...getCACertificates('system')].map(fingerprint)
  t.ok(wanted.every((certificate) => after.has(certificate)))
})

const [pem = ''] = getCACertificates('default')

const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

t.test('leaves out damaged certificates of a folder, and trusts the others', async (t) => {
  const folder = t.testdir({ 'a.pem': damaged, 'b.pem': 'no certificate', 'c.pem': pem })
  const trust = new URL('../../src/api/trust.ts', import.meta.url).href
  const script = `import { trustSystem } from ${JSON.stringify(trust)}; trustSystem(process.env)`
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script]
  execFileSync(process.execPath, flags, { env: { SSL_CERT_DIR: folder } })
  t.pass('it does not throw')
})

t.test(
  'names a certificate file that cannot be used, with its variable and what is wrong',
  async (t) => {
    const folder = t.testdir({
      'good.pem': pem,
      'windows.pem': `\uFEFFSubject: x\r\n${pem.replaceAll('\n', '\r\n')}`,
      'damaged.pem': `${pem}\n${damaged}`,
      'trusted.pem': pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
      'key.pem': '-----BEGIN PRIVATE KEY-----',
      'empty.pem': '',
    })
    const path = (name: string): string => join(folder, name)
    const cases: readonly (readonly [string, string, RegExp | undefined])[] = [
      ['NODE_EXTRA_CA_CERTS', path('good.pem'), undefined],
      ['NODE_EXTRA_CA_CERTS', path('windows.pem'), undefined],
      ['NODE_EXTRA_CA_CERTS', path('damaged.pem'), /holds a damaged certificate at position 2/],
      ['SSL_CERT_FILE', path('damaged.pem'), /holds a damaged certificate at position 2/],
      ['NODE_EXTRA_CA_CERTS', path('trusted.pem'), /holds no PEM certificate/],
      ['NODE_EXTRA_CA_CERTS', path('key.pem'), /key\.pem, which holds no PEM certificate/],
      ['NODE_EXTRA_CA_CERTS', path('empty.pem'), /holds no PEM certificate/],
      ['NODE_EXTRA_CA_CERTS', path('none.pem'), /none\.pem, which cannot be read \(ENOENT\)/],
      ['NODE_EXTRA_CA_CERTS', folder, /cannot be read \(EISDIR\)/],
      ['NODE_EXTRA_CA_CERTS', '', undefined],
      ['SSL_CERT_FILE', path('none.pem'), /cannot be read \(ENOENT\)/],
      ['SSL_CERT_FILE', path('key.pem'), /holds no PEM/],
      ['SSL_CERT_FILE', path('good.pem'), undefined],
      ['SSL_CERT_DIR', folder, undefined],
      ['SSL_CERT_DIR', path('none'), /none, which cannot be read \(ENOENT\)/],
      ['HTTPS_PROXY', path('none.pem'), undefined],
    ]
    for (const [variable, value, says] of cases) {
      const faults = trustFaults({ [variable]: value })
      if (says === undefined) t.same(faults, [], `${variable}=${value}`)
      else t.match(faults, [new RegExp(`^${variable} is set to .*${says.source}`)])
    }
  },
)

t.test('judges each folder of certificates', async (t) => {
  const folder = t.testdir({})
  mkdirSync(join(folder, 'bare'))
  writeFileSync(join(folder, 'one.pem'), pem)
  const value = [folder, join(folder, 'bare'), ''].join(delimiter)
  t.match(trustFaults({ SSL_CERT_DIR: value }), [/bare, which holds no PEM certificate/])
})
