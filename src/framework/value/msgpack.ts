import { isUtf8 } from 'node:buffer'
import { createCodec, decode as decodeTree, encode as encodeTree } from 'msgpack-lite'
import { ExtBuffer } from 'msgpack-lite/lib/ext-buffer.js'
import type { TypeNode } from '../schema/schema.ts'
import { type Unknown, unknown } from '../schema/unknown.ts'
import { CodecError } from './codec-error.ts'
import { decodeValue, type Source } from './decode-value.ts'
import { encodeValue, type Target } from './encode-value.ts'
import { parseJson } from './json.ts'
import { decodeNumber, encodeNumber } from './msgpack-number.ts'
import { decodeRefinement, encodeRefinement } from './msgpack-refinement.ts'
import { scan } from './msgpack-scan.ts'
import { pathOf, root, type Trail, within } from './trail.ts'
import type { Value } from './value.ts'
import { parseWireType } from './wire-type.ts'

// Not the package's default codec, which rounds 64-bit integers, loses the key `__proto__`, and reads the
// refinement of an unknown value as a String object.
const codec = createCodec({ int64: true, usemap: true })

const PLAIN_UNKNOWN = new ExtBuffer(Buffer.of(0), 0)
const REFINED = 12
const MOST_REFINEMENT_BYTES = 1024

/**
 * A value of the type as cty's MessagePack.
 *
 * @throws CodecError with the path of the part that does not match the type
 */
export const encode = (value: Value, type: TypeNode): Buffer =>
  encodeTree(encodeValue(value, type, { target, at: root }), { codec })

/**
 * Decodes a value of the type from cty's MessagePack.
 *
 * @throws CodecError for any invalid bytes
 */
export const decode = (bytes: Uint8Array, type: TypeNode): Value => {
  const buffer = toBuffer(bytes)
  const end = scan(buffer)
  if (end < buffer.length) throw new CodecError([], `the end at byte ${end}`, 'more bytes')
  return decodeValue(readTree(buffer), type, { source, at: root })
}

const toBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const readTree = (bytes: Buffer): unknown => decodeTree(bytes, { codec })

const source: Source = {
  isSparse: false,
  bool: (raw) => (typeof raw === 'boolean' ? raw : undefined),
  text: (raw) => (Buffer.isBuffer(raw) && isUtf8(raw) ? raw.toString() : asText(raw)),
  number: decodeNumber,
  entries: (raw) => (raw instanceof Map ? raw : undefined),
  dynamic: (raw) => {
    if (!Array.isArray(raw) || raw.length !== 2) return undefined
    const type = source.text(raw[0])
    return type === undefined ? undefined : { type: parseWireType(parseJson(type)), raw: raw[1] }
  },
  unknown: (raw, type, at) => (raw instanceof ExtBuffer ? decodeUnknown(raw, type, at) : undefined),
}

const asText = (raw: unknown): string | undefined => (typeof raw === 'string' ? raw : undefined)

const decodeUnknown = ({ buffer, type: code }: ExtBuffer, type: TypeNode, at: Trail) => {
  if (buffer.length <= 1) return unknown
  if (code !== REFINED) throw new CodecError(pathOf(at), 'a value', 'an extension of another kind')
  if (buffer.length > MOST_REFINEMENT_BYTES) {
    throw new CodecError(
      pathOf(at),
      `a refinement of at most ${MOST_REFINEMENT_BYTES} bytes`,
      'more',
    )
  }
  within(at, () => scan(buffer))
  return decodeRefinement(readTree(buffer), type, at)
}

// Only the types that msgpack-lite encodes unambiguously: null, booleans, strings, safe integers, Buffers,
// Arrays, Maps, and ExtBuffers.
const target: Target<unknown> = {
  nil: null,
  bool: (value) => value,
  text: (value) => value,
  number: encodeNumber,
  list: (elements) => elements,
  map: (entries) => new Map(entries),
  dynamic: (type, value) => [Buffer.from(JSON.stringify(type)), value],
  unknown: ({ refinement = {} }: Unknown, type) => {
    const promises = encodeRefinement(refinement, type)
    if (promises.size === 0) return PLAIN_UNKNOWN
    const payload = encodeTree(promises, { codec })
    return payload.length > MOST_REFINEMENT_BYTES ? PLAIN_UNKNOWN : new ExtBuffer(payload, REFINED)
  },
}
