import { isUtf8 } from 'node:buffer'
import { CodecError } from './codec-error.ts'
import { MOST_LEVELS } from './trail.ts'

// What follows the first byte of a token: a fixed number of bytes, or a length field of this size and then
// text, data, elements, or pairs of that length. An extension has one more byte (MessagePack
// specification, "Formats").
type Form = 'fixed' | 'text' | 'data' | 'extension' | 'array' | 'map'

const FORMS: Readonly<Record<number, readonly [Form, size: number]>> = {
  0xc0: ['fixed', 0],
  0xc2: ['fixed', 0],
  0xc3: ['fixed', 0],
  0xc4: ['data', 1],
  0xc5: ['data', 2],
  0xc6: ['data', 4],
  0xc7: ['extension', 1],
  0xc8: ['extension', 2],
  0xc9: ['extension', 4],
  0xca: ['fixed', 4],
  0xcb: ['fixed', 8],
  0xcc: ['fixed', 1],
  0xcd: ['fixed', 2],
  0xce: ['fixed', 4],
  0xcf: ['fixed', 8],
  0xd0: ['fixed', 1],
  0xd1: ['fixed', 2],
  0xd2: ['fixed', 4],
  0xd3: ['fixed', 8],
  0xd4: ['fixed', 2],
  0xd5: ['fixed', 3],
  0xd6: ['fixed', 5],
  0xd7: ['fixed', 9],
  0xd8: ['fixed', 17],
  0xd9: ['text', 1],
  0xda: ['text', 2],
  0xdb: ['text', 4],
  0xdc: ['array', 2],
  0xdd: ['array', 4],
  0xde: ['map', 2],
  0xdf: ['map', 4],
}

/** One token without its content: the start and the length of the content. */
interface Token {
  readonly form: Form
  readonly start: number
  readonly count: number
}

/**
 * Checks the structure of one value at the start of the bytes before decoding it: lengths, nesting, UTF-8,
 * and duplicate keys.
 *
 * @returns the end of the value
 * @throws CodecError
 */
export const scan = (bytes: Buffer): number => scanValue(bytes, 0, 0)

const scanValue = (bytes: Buffer, offset: number, depth: number): number => {
  if (depth > MOST_LEVELS) throw new CodecError([], `at most ${MOST_LEVELS} levels`, 'more')
  const token = readToken(bytes, offset)
  switch (token.form) {
    case 'fixed':
    case 'data':
    case 'extension':
      return skip(bytes, token.start, token.count)
    case 'text':
      return scanText(bytes, token)
    case 'array':
      return scanArray(bytes, token, depth)
    case 'map':
      return scanMap(bytes, token, depth)
  }
}

const readToken = (bytes: Buffer, offset: number): Token => {
  const start = skip(bytes, offset, 1)
  const byte = bytes.readUInt8(offset)
  if (byte < 0x80 || byte >= 0xe0) return { form: 'fixed', start, count: 0 }
  if (byte < 0x90) return { form: 'map', start, count: byte & 0x0f }
  if (byte < 0xa0) return { form: 'array', start, count: byte & 0x0f }
  if (byte < 0xc0) return { form: 'text', start, count: byte & 0x1f }
  const [form, size] = FORMS[byte] ?? refuseByte()
  if (form === 'fixed') return { form, start, count: size }
  const end = skip(bytes, start, size)
  const count = bytes.readUIntBE(start, size)
  return { form, start: end, count: form === 'extension' ? count + 1 : count }
}

const refuseByte = (): never => {
  throw new CodecError([], 'a MessagePack value', 'an invalid first byte')
}

const skip = (bytes: Buffer, offset: number, count: number): number => {
  if (count <= bytes.length - offset) return offset + count
  throw new CodecError([], `${count} more bytes at byte ${offset}`, `${bytes.length - offset}`)
}

const scanText = (bytes: Buffer, { start, count }: Token): number => {
  const end = skip(bytes, start, count)
  if (isUtf8(bytes.subarray(start, end))) return end
  throw new CodecError([], `UTF-8 text at byte ${start}`, 'other bytes')
}

const scanArray = (bytes: Buffer, { start, count }: Token, depth: number): number => {
  skip(bytes, start, count) // the minimum size of this number of elements
  let offset = start
  for (let index = 0; index < count; index += 1) offset = scanValue(bytes, offset, depth + 1)
  return offset
}

const scanMap = (bytes: Buffer, { start, count }: Token, depth: number): number => {
  skip(bytes, start, 2 * count)
  const keys = new Set<string>()
  let offset = start
  for (let index = 0; index < count; index += 1) {
    const end = scanValue(bytes, offset, depth + 1)
    keys.add(keyAt(bytes, offset, end))
    offset = scanValue(bytes, end, depth + 1)
  }
  if (keys.size === count) return offset
  throw new CodecError([], `a map with each key once at byte ${start}`, 'a duplicate key')
}

// The same text has several encodings, so the content is compared.
const keyAt = (bytes: Buffer, offset: number, end: number): string => {
  const { form, start } = readToken(bytes, offset)
  return bytes.toString('latin1', form === 'text' || form === 'data' ? start : offset, end)
}
