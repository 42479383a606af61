import { once } from 'node:events'
import { connect } from 'node:http2'
import { connect as connectTls } from 'node:tls'
import { codec } from '../../../src/framework/rpc/proto.ts'
import { toPem } from '../../../src/framework/server/certificate.ts'
import type { Handshake, HostIdentity } from '../../core/plugin-client.ts'

export interface Broker {
  /** The status with which the plugin ended the stream: `0` is success, undefined a broken connection. */
  readonly ended: Promise<string | undefined>
  close(): void
}

/** Opens `GRPCBroker.StartStream` as go-plugin's client does: in both directions, without sending messages. */
export const openBroker = (handshake: Handshake, host: HostIdentity): Broker => {
  const session = connect('https://localhost', { createConnection: () => secure(handshake, host) })
  // A killed plugin breaks the connection. `ended` reports it.
  session.on('error', () => {})
  const stream = session.request({
    ':method': 'POST',
    ':path': codec('StartStream').path,
    'content-type': 'application/grpc',
    te: 'trailers',
  })
  let status: string | undefined
  const note = (headers: NodeJS.Dict<string | string[]>) => {
    status = headers['grpc-status']?.toString() ?? status
  }
  stream.on('response', note).on('trailers', note)
  stream.on('error', () => {}).resume()
  return {
    ended: once(stream, 'close').then(() => status),
    close: () => session.destroy(),
  }
}

const secure = ({ network, address, certificate }: Handshake, host: HostIdentity) =>
  connectTls({
    ...place(network, address),
    ca: toPem(Buffer.from(certificate, 'base64')),
    key: host.privateKey,
    cert: host.certificate,
    servername: 'localhost',
    ALPNProtocols: ['h2'],
    minVersion: 'TLSv1.2',
  })

const place = (network: string, address: string) =>
  network === 'unix'
    ? { path: address }
    : { host: address.slice(0, address.lastIndexOf(':')), port: Number(address.split(':').at(-1)) }
