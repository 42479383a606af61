import { X509Certificate } from 'node:crypto'
import { getCACertificates } from 'node:tls'
import t from 'tap'
import { trustSystem, trustsSystem } from '../../src/api/trust.ts'

const fingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256

t.test('trusts the authorities of the system besides, once asked to', async (t) => {
  const before = getCACertificates('default')
  t.notOk(trustsSystem())
  trustSystem()
  trustSystem()
  t.ok(trustsSystem())
  const after = new Set(getCACertificates('default').map(fingerprint))
  const wanted = [...before, ...getCACertificates('system')].map(fingerprint)
  t.ok(wanted.every((certificate) => after.has(certificate)))
})
