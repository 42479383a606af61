import { fromJSON, type MessageTypeDefinition } from '@grpc/proto-loader'
import * as fc from 'fast-check'
import t from 'tap'
import { decodeMessage } from '../../../src/framework/rpc/decode-message.ts'
import type { Types } from '../../../src/framework/rpc/descriptor.ts'
import { encodeMessage } from '../../../src/framework/rpc/encode-message.ts'
import descriptor from '../../../src/framework/rpc/generated/descriptor.json' with { type: 'json' }
import { arbitraryMessage } from './arbitrary.ts'

const types: Types = { ...descriptor.provider.types, ...descriptor.companions.types }
// `as`: the shapes are protobuf.js's own, of which proto-loader's type wants them writable.
const nested = structuredClone(types) as NonNullable<Parameters<typeof fromJSON>[0]['nested']>
const options = { keepCase: true, longs: String, enums: String, arrays: true, oneofs: true }
const loaded = fromJSON({ nested }, { ...options, defaults: false })
const loadedFilled = fromJSON({ nested }, { ...options, defaults: true })

/** What proto-loader makes of a message, as another implementation of the same format. */
const other = (name: string) => {
  // `as`: names are those of messages.
  const { serialize, deserialize } = loaded[name] as MessageTypeDefinition<object, object>
  // `as`: the same.
  const filled = loadedFilled[name] as MessageTypeDefinition<object, object>
  return {
    encode: serialize,
    decode: (bytes: Buffer) => withoutOptional(deserialize(bytes)),
    /** Includes default values, which proto-loader writes and we do not. */
    decodeFilled: filled.deserialize,
  }
}

/** It also lists the `optional` fields that are present, under their names with an underscore. */
const withoutOptional = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutOptional)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !(key.startsWith('_') && key.slice(1) === item))
      .map(([key, item]) => [key, withoutOptional(item)]),
  )
}

const messages = Object.keys(types).filter((name) => 'fields' in (types[name] ?? {}))

for (const name of messages) {
  t.test(`writes and reads ${name} as proto-loader does`, async (t) => {
    const { encode, decode, decodeFilled } = other(name)
    fc.assert(
      fc.property(arbitraryMessage(types, name), (message) => {
        const ours = encodeMessage(types, name, message)
        const theirs = encode(message)
        const read = decodeMessage(types, name, theirs)
        t.strictSame(decodeFilled(ours), decodeFilled(theirs))
        t.strictSame(decodeMessage(types, name, ours), decode(ours))
        t.strictSame(read, decode(theirs))
        t.strictSame(decode(encodeMessage(types, name, read)), decode(ours))
      }),
      { numRuns: 10 },
    )
  })
}

t.test('does not write default values', async (t) => {
  const attribute = { name: '', type: Buffer.alloc(0), required: false, description_kind: 'PLAIN' }
  t.equal(encodeMessage(types, 'SchemaAttribute', attribute).length, 0)
  t.equal(encodeMessage(types, 'Schema', { version: '0' }).length, 0)
})

t.test('writes the text of that value', async (t) => {
  for (const text of ['0', 'false']) {
    const bytes = encodeMessage(types, 'StopProviderResponse', { Error: text })
    t.strictSame(decodeMessage(types, 'StopProviderResponse', bytes), { Error: text })
  }
})

t.test('writes that value where a field may be absent, in a list and in a map', async (t) => {
  const rows = [
    ['OpenEphemeralResourceResponse', { private: Buffer.alloc(0) }],
    ['AttributePathStep', { attribute_name: '' }],
    ['Function', { parameters: [{}] }],
  ] as const
  for (const [name, message] of rows) t.not(encodeMessage(types, name, message).length, 0, name)
})

t.test('writes a message of megabytes', async (t) => {
  const msgpack = Buffer.alloc(5_000_000, 1)
  const bytes = encodeMessage(types, 'ReadResourceResponse', { new_state: { msgpack } })
  t.strictSame(decodeMessage(types, 'ReadResourceResponse', bytes), {
    new_state: { msgpack },
    diagnostics: [],
  })
})
