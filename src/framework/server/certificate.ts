import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface Keys {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** The identity of one process. It exists only in memory. */
export interface Identity {
  /** PEM. */
  readonly privateKey: string
  /** DER. */
  readonly certificate: Buffer
}

/** A new P-256 key and its certificate. An RSA key would take a thousand times as long. */
export const createIdentity = (): Identity => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    certificate: certify(keys, new Date()),
  }
}

export const toPem = (certificate: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`

/**
 * The DER of a self-signed certificate (RFC 5280) with an elliptic-curve key, for `localhost`. The host trusts
 * only this certificate, and uses this name even with a socket.
 */
export const certify = ({ publicKey, privateKey }: Keys, now: Date): Buffer => {
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serial()),
    SIGNATURE_ALGORITHM,
    NAME,
    sequence(time(minutesAfter(now, -5)), time(minutesAfter(now, VALIDITY))),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, EXTENSIONS),
  )
  return sequence(body, SIGNATURE_ALGORITHM, bitString(sign('sha256', body, privateKey)))
}

/** Ten years, in minutes. */
const VALIDITY = 10 * 365 * 24 * 60

const minutesAfter = (date: Date, minutes: number) => new Date(date.getTime() + minutes * 60_000)

/** 16 bytes, with a first byte from 1 to 127: a positive number of full length. */
const serial = () => {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 1
  return bytes
}

const tagged = (tag: number, ...parts: readonly Uint8Array[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), length(body.length), body])
}

const length = (size: number) => {
  if (size < 0x80) return Buffer.from([size])
  const digits = Buffer.from(size.toString(16).padStart(size > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 | digits.length]), digits])
}

const sequence = (...parts: readonly Uint8Array[]) => tagged(0x30, ...parts)
const set = (...parts: readonly Uint8Array[]) => tagged(0x31, ...parts)
const integer = (bytes: Uint8Array) => tagged(0x02, bytes)
const octets = (bytes: Uint8Array) => tagged(0x04, bytes)
const bitString = (bytes: Uint8Array, unused = 0) => tagged(0x03, Buffer.from([unused]), bytes)
const utf8 = (text: string) => tagged(0x0c, Buffer.from(text))
const TRUE = tagged(0x01, Buffer.from([0xff]))

/** `UTCTime` through 2049, `GeneralizedTime` from then on. */
const time = (date: Date) => {
  const digits = date.toISOString().replace(/\.\d+|[-:T]/g, '')
  return date.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2)))
    : tagged(0x18, Buffer.from(digits))
}

const oid = (text: string) => {
  const [first = 0, second = 0, ...others] = text.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]))
}

const base128 = (arc: number): number[] =>
  arc < 0x80 ? [arc] : [...base128(arc >> 7).map((digit) => digit | 0x80), arc & 0x7f]

const extension = (id: string, body: Buffer, ...critical: readonly Buffer[]) =>
  sequence(oid(id), ...critical, octets(body))

const SIGNATURE_ALGORITHM = sequence(oid('1.2.840.10045.4.3.2')) // ecdsa-with-SHA256
const NAME = sequence(set(sequence(oid('2.5.4.3'), utf8('localhost')))) // commonName
const EXTENSIONS = sequence(
  extension('2.5.29.19', sequence(TRUE), TRUE), // basicConstraints: CA
  extension('2.5.29.15', bitString(Buffer.from([0b1000_0100]), 2), TRUE), // digitalSignature, keyCertSign
  extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'))), // server, client
  extension('2.5.29.17', sequence(tagged(0x82, Buffer.from('localhost')))), // subjectAltName: DNS
)
