import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from './server.ts'

/** A key and its certificate. Both are paths of PEM files. */
export interface Pair {
  readonly key: string
  readonly cert: string
}

/** A certificate authority of the test's own. */
export interface Authority {
  /** The path of its certificate, a PEM file. */
  readonly certificate: string
  /** A certificate that is valid for so many days from now; -1 is one that has expired. */
  issue(host: string, days?: number): Pair
  /** An authority whose certificate this one has signed. */
  intermediate(): Authority
}

const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' })

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

interface Request {
  readonly name: string
  readonly extensions: string
  readonly days: number
}

/** Creates the files of one test, each with a name of its own. */
const createFiles = (t: Test) => {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  let number = 0
  return () => {
    number += 1
    return (end: string): string => join(folder, `${number}.${end}`)
  }
}

type Files = ReturnType<typeof createFiles>

const sign = (files: Files, by: Pair, { name, extensions, days }: Request): Pair => {
  const file = files()
  const [key, request, cert, rules] = [file('key'), file('csr'), file('pem'), file('ext')]
  writeFileSync(rules, extensions)
  openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', key, '-out', request)
  const signer = ['-CA', by.cert, '-CAkey', by.key, '-CAcreateserial']
  const paths = ['-in', request, '-extfile', rules, '-out', cert]
  openssl('x509', '-req', ...paths, ...signer, '-days', String(days))
  return { key, cert }
}

const authorityOf = (files: Files, own: Pair): Authority => ({
  certificate: own.cert,
  issue: (host, days = 1) => {
    const extensions = `subjectAltName=${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}`
    return sign(files, own, { name: host, extensions, days })
  },
  intermediate: () => {
    const extensions = 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign'
    return authorityOf(files, sign(files, own, { name: 'Intermediate', extensions, days: 1 }))
  },
})

export const makeAuthority = (t: Test): Authority => {
  const files = createFiles(t)
  const file = files()
  const own = { key: file('key'), cert: file('pem') }
  const subject = ['-subj', '/CN=Authority of a test']
  openssl('req', '-x509', ...newKey, ...subject, '-keyout', own.key, '-out', own.cert)
  return authorityOf(files, own)
}

/** The contents of a pair, and of the certificates that a server sends after its own. */
export const readPair = ({ key, cert }: Pair, ...chain: readonly string[]) => ({
  key: readFileSync(key),
  cert: Buffer.concat([cert, ...chain].map((path) => readFileSync(path))),
})
