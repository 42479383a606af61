import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import t from 'tap'
import { certify, createIdentity, toPem } from '../../../src/framework/server/certificate.ts'

t.test('makes a certificate that a Go host trusts as its only one', async (t) => {
  const { certificate, privateKey } = createIdentity()
  const parsed = new X509Certificate(certificate)
  t.equal(parsed.subjectAltName, 'DNS:localhost')
  t.equal(parsed.subject, 'CN=localhost')
  t.equal(parsed.issuer, parsed.subject)
  t.ok(parsed.ca)
  t.ok(parsed.verify(parsed.publicKey), 'it signed itself')
  t.ok(parsed.checkPrivateKey(createPrivateKey(privateKey)))
  t.strictSame(parsed.keyUsage, ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'], 'server and client')
})

t.test('is valid from the past on, for years', async (t) => {
  const { certificate } = createIdentity()
  const { validFromDate, validToDate } = new X509Certificate(certificate)
  t.ok(validFromDate.getTime() < Date.now())
  t.ok(validToDate.getTime() > Date.now() + 9 * 365 * 24 * 3600 * 1000)
})

for (const namedCurve of ['P-256', 'P-384', 'P-521']) {
  t.test(`certifies a key of ${namedCurve}`, async (t) => {
    const keys = generateKeyPairSync('ec', { namedCurve })
    const parsed = new X509Certificate(toPem(certify(keys, new Date())))
    t.ok(parsed.verify(keys.publicKey))
    t.ok(parsed.checkPrivateKey(keys.privateKey))
  })
}

t.test('writes dates of this half of the century and of the next', async (t) => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const parsed = new X509Certificate(certify(keys, new Date('2045-06-01T00:00:00Z')))
  t.equal(parsed.validFromDate.toISOString(), '2045-05-31T23:55:00.000Z')
  t.equal(parsed.validToDate.toISOString(), '2055-05-30T00:00:00.000Z')
})

t.test('gives each certificate a positive serial number of its own', async (t) => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const serials = Array.from({ length: 64 }, () => serialOf(certify(keys, new Date())))
  t.equal(new Set(serials).size, serials.length)
  t.ok(serials.every((serial) => /^[0-7][0-9A-F]{31}$/.test(serial) && !serial.startsWith('00')))
})

const serialOf = (certificate: Buffer) => new X509Certificate(certificate).serialNumber
