import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { plainText } from './plain-text.ts'
import type { Variables } from './proxy.ts'

let isExtended = false

/** True once the certificate authorities of the system are trusted, besides those that come with Node. */
export const trustsSystem = (): boolean => isExtended

/**
 * Trusts them from now on, in the whole process. A company's own authority is among them, and other
 * programs trust it. Reading them takes a tenth of a second, so it is left until a certificate needs it.
 */
export const trustSystem = (env: Variables): void => {
  if (isExtended) return
  isExtended = true
  const [own, system] = [getCACertificates('default'), getCACertificates('system')]
  const others = [...system, ...foldersOf(env).flatMap(certificatesIn)]
  // If one of the system's own is damaged, the request still ends with the fault of its certificate.
  tryTo(() => setDefaultCACertificates([...own, ...others]))
}

// Not `TRUSTED CERTIFICATE`, a form of OpenSSL that Node does not trust.
const certificates = /-----BEGIN (X509 )?CERTIFICATE-----[^-]*-----END \1CERTIFICATE-----/g

const isValid = (pem: string): boolean => tryTo(() => new X509Certificate(pem)) !== undefined

/** The folders in SSL_CERT_DIR, of which Node reads one alone. */
const foldersOf = (env: Variables): readonly string[] =>
  (env['SSL_CERT_DIR'] ?? '').split(delimiter).filter((path) => path !== '')

const certificatesIn = (folder: string): readonly string[] => {
  const paths = tryTo(() => readdirSync(folder)) ?? []
  return paths.flatMap((name) => {
    const text = tryTo(() => readFileSync(join(folder, name), 'latin1')) ?? ''
    // Node takes all or none.
    return (text.match(certificates) ?? []).filter(isValid)
  })
}

/** What can be read; `trustFaults` reports what cannot. */
const tryTo = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'

/** What is wrong with a file of certificates, if anything. */
const fileFault = (path: string): string | undefined => {
  try {
    const all = readFileSync(path, 'latin1').match(certificates) ?? []
    if (all.length === 0) return 'holds no PEM certificate'
    const broken = all.findIndex((pem) => !isValid(pem))
    return broken < 0 ? undefined : `holds a damaged certificate at position ${broken + 1}`
  } catch (error) {
    return `cannot be read (${reasonOf(error)})`
  }
}

/** What is wrong with a folder of certificates, if anything. */
const folderFault = (path: string): string | undefined => {
  try {
    const isUsable = (name: string): boolean => fileFault(join(path, name)) === undefined
    return readdirSync(path).some(isUsable) ? undefined : 'holds no PEM certificate'
  } catch (error) {
    return `cannot be read (${reasonOf(error)})`
  }
}

interface Source {
  readonly variable: string
  readonly paths: readonly string[]
  readonly fault: (path: string) => string | undefined
}

const sources = (env: Variables): readonly Source[] => {
  const one = (variable: string) => [env[variable] ?? ''].filter((path) => path !== '')
  return [
    { variable: 'NODE_EXTRA_CA_CERTS', paths: one('NODE_EXTRA_CA_CERTS'), fault: fileFault },
    { variable: 'SSL_CERT_FILE', paths: one('SSL_CERT_FILE'), fault: fileFault },
    { variable: 'SSL_CERT_DIR', paths: foldersOf(env), fault: folderFault },
  ]
}

/** A sentence for each certificate file or folder that the environment names and that cannot be used. */
export const trustFaults = (env: Variables): readonly string[] =>
  sources(env).flatMap(({ variable, paths, fault }) =>
    paths.flatMap((path) => {
      const what = fault(path)
      if (what === undefined) return []
      return [
        `${variable} is set to ${plainText(path)}, which ${what}. Correct the path, or unset the variable.`,
      ]
    }),
  )
