import { X509Certificate } from 'node:crypto'
import type { Server, Socket } from 'node:net'
import { createServer } from 'node:tls'
import { type Identity, toPem } from './certificate.ts'

export interface MutualTls {
  readonly identity: Identity
  /** The certificate (PEM) that the host must use. */
  readonly hostCertificate: string
}

/**
 * A server that accepts connections of the host alone. TLS proves that the peer has the key of its certificate, and
 * that certificate must be the one that the host named.
 *
 * Node could compare it by `ca`. But with a single authority there, Node first reads every one that comes with it,
 * which takes as long as all other work for a connection.
 *
 * @throws if `hostCertificate` is not a certificate
 */
export const createTlsServer = (
  { identity, hostCertificate }: MutualTls,
  accept: (socket: Socket) => void,
): Server => {
  const { raw } = new X509Certificate(hostCertificate)
  const options = {
    key: identity.privateKey,
    cert: toPem(identity.certificate),
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    ALPNProtocols: ['h2'],
  }
  return createServer(options, (socket) => {
    if (socket.getPeerX509Certificate()?.raw.equals(raw)) accept(socket)
    // Nobody else listens for its errors, and one would end the process.
    else socket.on('error', () => {}).destroy()
  })
}
