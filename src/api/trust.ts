import { getCACertificates, setDefaultCACertificates } from 'node:tls'

let isExtended = false

/** True once the certificate authorities of the system are trusted, besides those that come with Node. */
export const trustsSystem = (): boolean => isExtended

/**
 * Trusts them from now on, in the whole process. A company's own authority stands there, and other
 * programs follow it. Reading them takes a tenth of a second, so it is left until a certificate needs it.
 */
export const trustSystem = (): void => {
  if (isExtended) return
  isExtended = true
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')])
}
