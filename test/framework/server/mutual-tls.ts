import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ConnectionOptions, connect } from 'node:tls'
import t from 'tap'
import { certify, createIdentity, toPem } from '../../../src/framework/server/certificate.ts'
import { createTlsServer } from '../../../src/framework/server/mutual-tls.ts'

const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' })

const createHost = () => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-521' })
  return { key: pem(keys.privateKey), cert: toPem(certify(keys, new Date())), keys }
}

const host = createHost()
const identity = createIdentity()

/** Connects with these options. Returns what the server sends: its greeting if it accepts, or nothing. */
const greetingFor = async (options: ConnectionOptions): Promise<string> => {
  const accept = { identity, hostCertificate: host.cert }
  const server = createTlsServer(accept, (socket) => socket.end('accepted')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // `as`: it listens on a port.
  const { port } = server.address() as AddressInfo
  const socket = connect({
    ...options,
    port,
    host: '127.0.0.1',
    ca: toPem(identity.certificate),
    servername: 'localhost',
    ALPNProtocols: ['h2'],
  })
  let received = ''
  socket.on('data', (part) => (received += part.toString()))
  socket.on('error', () => {})
  await once(socket, 'close').catch(() => {})
  server.close()
  return received
}

/** A certificate with the host's name, signed by the host's key, for another key. */
const signedByHost = () => {
  const own = createHost()
  const { publicKey } = own.keys
  const { privateKey } = host.keys
  return { key: own.key, cert: toPem(certify({ publicKey, privateKey }, new Date())) }
}

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  const versions = { minVersion: version, maxVersion: version }

  t.test(`accepts the host over ${version}`, async (t) => {
    t.equal(await greetingFor({ key: host.key, cert: host.cert, ...versions }), 'accepted')
  })

  const others = {
    'no certificate': {},
    'another certificate': createHost(),
    'a certificate that the host has signed': signedByHost(),
  }
  for (const [what, { key, cert }] of Object.entries<ConnectionOptions>(others)) {
    t.test(`refuses a peer with ${what} over ${version}`, async (t) => {
      t.equal(await greetingFor({ ...(key && cert && { key, cert }), ...versions }), '')
    })
  }
}

t.test('refuses a host certificate that is not one', async (t) => {
  t.throws(() => createTlsServer({ identity, hostCertificate: 'nonsense' }, () => {}), /PEM/i)
})
