import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from './server.ts'

/** A certificate authority of the test's own. All are paths of PEM files. */
export interface Authority {
  readonly certificate: string
  /** A certificate that is valid for so many days from now; -1 is one that has expired. */
  issue(host: string, days?: number): { readonly key: string; readonly cert: string }
}

const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' })

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

export const makeAuthority = (t: Test): Authority => {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = (name: string): string => join(folder, name)
  const [certificate, caKey] = [file('ca.pem'), file('ca.key')]
  const subject = ['-subj', '/CN=Authority of a test']
  openssl('req', '-x509', ...newKey, ...subject, '-keyout', caKey, '-out', certificate)
  let number = 0
  return {
    certificate,
    issue(host, days = 1) {
      number += 1
      const named = (end: string): string => file(`${number}.${end}`)
      const [key, request, cert, extensions] = [
        named('key'),
        named('csr'),
        named('pem'),
        named('ext'),
      ]
      writeFileSync(extensions, `subjectAltName=${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}`)
      openssl('req', ...newKey, '-subj', `/CN=${host}`, '-keyout', key, '-out', request)
      const signer = ['-CA', certificate, '-CAkey', caKey, '-CAcreateserial']
      const files = ['-in', request, '-extfile', extensions, '-out', cert]
      openssl('x509', '-req', ...files, ...signer, '-days', String(days))
      return { key, cert }
    },
  }
}
