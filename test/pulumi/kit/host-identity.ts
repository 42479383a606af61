import { generateKeyPairSync } from 'node:crypto'
import { certify, toPem } from '../../../src/framework/server/certificate.ts'
import type { HostIdentity } from '../../core/plugin-client.ts'

export const curves = ['P-256', 'P-384', 'P-521'] as const

/** The certificate that go-plugin's AutoMTLS creates for one start. The Go client uses P-521. */
export const createIdentityOf = (namedCurve: (typeof curves)[number]): HostIdentity => {
  const keys = generateKeyPairSync('ec', { namedCurve })
  return {
    privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    certificate: toPem(certify(keys, new Date())),
  }
}
