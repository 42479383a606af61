import t from 'tap'
import { decodeMessage } from '../../../src/framework/rpc/decode-message.ts'
import type { Types } from '../../../src/framework/rpc/descriptor.ts'

const types: Types = {
  Colour: { values: { RED: 0, BLUE: 1 } },
  Paint: {
    fields: {
      colour: { type: 'Colour', id: 1 },
      shades: { type: 'Paint', id: 2, keyType: 'string' },
      names: { type: 'string', id: 3, rule: 'repeated' },
      weight: { type: 'int32', id: 4 },
      count: { type: 'uint32', id: 5 },
      serial: { type: 'int64', id: 6 },
      key: { type: 'string', id: 7 },
      index: { type: 'int64', id: 8 },
    },
    oneofs: { selector: { oneof: ['key', 'index'] } },
  },
}

const decode = (hex: string) => decodeMessage(types, 'Paint', Buffer.from(hex, 'hex'))

const empty = { names: [] }
const rows = {
  'nothing but lists for no bytes': ['', empty],
  'the number of an enum value that it does not know': ['0807', { ...empty, colour: 7 }],
  'an entry without a value as one that is empty': [
    '12030a0161',
    { ...empty, shades: { a: empty } },
  ],
  'an entry without a key under the empty one': ['12021200', { ...empty, shades: { '': empty } }],
  'a negative int32': ['20ffffffffffffffffff01', { ...empty, weight: -1 }],
  'an int64 beyond what a number holds': [
    '30ffffffffffffffff7f',
    { ...empty, serial: String(2n ** 63n - 1n) },
  ],
  'the largest uint32': ['28ffffffff0f', { ...empty, count: 4294967295 }],
  'which field of a oneof is there': ['3a00', { ...empty, key: '', selector: 'key' }],
  'the last of a field that comes twice': ['20022003', { ...empty, weight: 3 }],
} as const

for (const [name, [hex, message]] of Object.entries(rows)) {
  t.test(`reads ${name}`, async (t) => t.strictSame(decode(hex), message))
}

const unknown = {
  'an integer': '78ff01',
  'a text': '7a026162',
  'four bytes': '7d01020304',
  'eight bytes': '790102030405060708',
  'a known number with another kind of value': '0a0161',
}
for (const [name, hex] of Object.entries(unknown)) {
  t.test(`passes over a field that it does not know: ${name}`, async (t) => {
    t.strictSame(decode(`${hex}2003`), { ...empty, weight: 3 })
  })
}

const broken = {
  'a tag without a value': '20',
  'a text that is cut off': '3a0561',
  'four bytes that are cut off': '7d0102',
  'an integer without an end': `20${'ff'.repeat(11)}`,
  'a group': '0b',
  'a kind that there is not': '0f',
}
for (const [name, hex] of Object.entries(broken)) {
  t.test(`refuses ${name}`, async (t) => {
    t.throws(() => decode(hex), { name: 'WireError', offset: Number })
  })
}

t.test('keeps a key that objects have by nature', async (t) => {
  const { shades } = decode('120d0a095f5f70726f746f5f5f1200') as { shades: object }
  t.strictSame(Object.keys(shades), ['__proto__'])
})

t.test('throws on a message that does not exist', async (t) => {
  t.throws(
    () => decodeMessage(types, 'Colour', Buffer.alloc(0)),
    new TypeError('no message Colour'),
  )
})
