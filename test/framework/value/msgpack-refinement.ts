import t from 'tap'
import type { TypeNode } from '../../../src/framework/schema/schema.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { type Refinement, Unknown, unknown } from '../../../src/framework/schema/unknown.ts'
import { decode, encode } from '../../../src/framework/value/msgpack.ts'

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const refined = (payload: string) =>
  bytes(`c7${(payload.replaceAll(' ', '').length / 2).toString(16).padStart(2, '0')}0c${payload}`)

const list = type.list(type.string).node
const number = type.number.node
const string = type.string.node

t.test('keeps what is promised of an unknown value, both ways', async (t) => {
  const third = `0.${'3'.repeat(155)}`
  const table: readonly (readonly [TypeNode, Refinement])[] = [
    [string, { notNull: true, prefix: 'prefix-' }],
    [type.bool.node, { notNull: true }],
    [type.object({}).node, { notNull: true }],
    [type.singleNested({}).node, { notNull: true }],
    [number, { min: ['1', true], max: ['10', false] }],
    [number, { min: [third, true], max: ['9007199254740993', true] }],
    [type.int64.node, { notNull: true, min: ['-5', false] }],
    [list, { minLength: 1, maxLength: 3 }],
    [type.setNested({}).node, { notNull: true, maxLength: 0 }],
    [type.map(type.bool).node, { minLength: 2 }],
  ]
  for (const [type, refinement] of table) {
    const value = new Unknown(refinement)
    t.strictSame(decode(encode(value, type), type), value)
  }
})

t.test('writes the keys that cty knows', async (t) => {
  const value = new Unknown({ notNull: true, min: ['1', true], max: ['2', false] })
  t.equal(encode(value, number).toString('hex'), 'c70b0c8301c2039201c3049202c2')
})

t.test('leaves out what the type cannot have, and what cty would refuse', async (t) => {
  const everything: Refinement = { notNull: true, prefix: 'a', min: ['1', true], maxLength: 1 }
  t.strictSame(
    decode(encode(new Unknown(everything), string), string),
    new Unknown({ notNull: true, prefix: 'a' }),
  )
  const plain: readonly (readonly [TypeNode, Refinement])[] = [
    [type.dynamic.node, everything],
    [string, {}],
    [string, { prefix: 'a'.repeat(257) }],
    [string, { prefix: '\ud800' }],
    [number, { min: ['x', true] }],
    [number, { min: ['9'.repeat(2000), true] }],
  ]
  for (const [type, refinement] of plain) {
    t.equal(encode(new Unknown(refinement), type).toString('hex'), 'd40000')
  }
})

t.test('reads a value that can only be null as null', async (t) => {
  t.equal(decode(refined('8101c3'), string), null)
})

t.test(
  'passes over promises that are new to it or of another type, and what follows them',
  async (t) => {
    t.equal(decode(refined('810900'), string), unknown)
    t.equal(decode(refined('810501'), string), unknown)
    t.equal(decode(refined('8101c2'), type.dynamic.node), unknown)
    t.strictSame(decode(refined('8101c2ffff'), string), new Unknown({ notNull: true }))
  },
)

t.test('refuses promises that cannot be read, telling where', async (t) => {
  const bad: readonly (readonly [TypeNode, string])[] = [
    [string, '9100'],
    [string, '8101'],
    [string, '810101'],
    [string, '810201'],
    [number, '810301'],
    [number, '81039101'],
    [number, '810392a178c3'],
    [number, '8103920101'],
    [list, '8105ff'],
    [list, '8106a161'],
    [list, '8205010501'],
  ]
  for (const [type, payload] of bad) {
    t.throws(() => decode(refined(payload), type), { name: 'CodecError' }, payload)
  }
  const inList = Buffer.concat([bytes('91'), refined('810201')])
  t.throws(() => decode(inList, list), {
    message: "[0]: expected a refinement's prefix, found a number",
  })
  const cut = Buffer.concat([bytes('91'), refined('8101')])
  t.throws(() => decode(cut, list), { message: /^\[0\]: expected 2 more bytes/ })
})

t.test('refuses extensions that are no unknown value', async (t) => {
  t.throws(() => decode(bytes('d50b80c0'), string), {
    message: 'expected a value, found an extension of another kind',
  })
  const long = Buffer.concat([bytes('c8 0401 0c'), Buffer.alloc(1025, 0x80)])
  t.throws(() => decode(long, string), {
    message: 'expected a refinement of at most 1024 bytes, found more',
  })
})
