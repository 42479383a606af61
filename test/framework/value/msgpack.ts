import assert from 'node:assert'
import * as fc from 'fast-check'
import t from 'tap'
import { optional } from '../../../src/framework/schema/attribute.ts'
import type { TypeNode } from '../../../src/framework/schema/schema.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { Unknown, unknown } from '../../../src/framework/schema/unknown.ts'
import { CodecError } from '../../../src/framework/value/codec-error.ts'
import { decode, encode } from '../../../src/framework/value/msgpack.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { buildObject, Dynamic, type Value } from '../../../src/framework/value/value.ts'
import { anyType, anyTyped } from './arbitrary.ts'

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const ascii = (text: string) => Buffer.from(text).toString('hex')
const str = (text: string) => (0xa0 + text.length).toString(16) + ascii(text)
const bin = (text: string) => `c4${text.length.toString(16).padStart(2, '0')}${ascii(text)}`
const record = (...entries: [string, Value][]) => buildObject(entries)

const string = type.string.node
const number = type.number.node
const int64 = type.int64.node
const dynamic = type.dynamic.node
const tuple: TypeNode = { kind: 'tuple', of: [string, int64] }
const attributes = { b: optional(type.int64, 'B.'), a: optional(type.string, 'A.') }
const third = `0.${'3'.repeat(155)}`
const nearlyCent = `0.01${'0'.repeat(152)}27`
const longText = (text: string) => `d9${text.length.toString(16)}${ascii(text)}`

type Vector = readonly [title: string, type: TypeNode, hex: string, value: Value]

/** What Terraform sends and what is sent back: the same bytes. */
const BOTH_WAYS: readonly Vector[] = [
  ['a string', string, str('hello'), 'hello'],
  ['an empty string', string, 'a0', ''],
  ['false', type.bool.node, 'c2', false],
  ['true', type.bool.node, 'c3', true],
  ['zero', number, '00', 0],
  ['127', number, '7f', 127],
  ['128', number, 'cc80', 128],
  ['65535', int64, 'cdffff', 65535],
  ['2^32 - 1', int64, 'ceffffffff', 2 ** 32 - 1],
  ['-1', int64, 'ff', -1],
  ['-33', int64, 'd0df', -33],
  ['-2^31', int64, 'd280000000', -(2 ** 31)],
  ['0.1, which no double is', number, str('0.1'), 0.1],
  ['1e20', number, str('100000000000000000000'), 10n ** 20n],
  ['2^63', number, str('9223372036854775808'), 2n ** 63n],
  ['a third', number, longText(third), new Decimal(third)],
  ['1 - 0.99', number, longText(nearlyCent), new Decimal(nearlyCent)],
  ['null of any type', type.list(type.string).node, 'c0', null],
  ['an unknown string', string, 'd40000', unknown],
  ['an unknown object', type.object({ a: type.string }).node, 'd40000', unknown],
  [
    'an unknown prefix',
    string,
    `c70c0c8201c202${str('prefix-')}`,
    new Unknown({ notNull: true, prefix: 'prefix-' }),
  ],
  ['a list', type.list(type.string).node, `92${str('a')}c0`, ['a', null]],
  ['an unknown element', type.list(type.string).node, '91d40000', [unknown]],
  ['a set', type.set(type.bool).node, '92c3c2', [true, false]],
  ['a tuple', tuple, `92${str('a')}01`, ['a', 1]],
  ['an empty tuple', { kind: 'tuple', of: [] }, '90', []],
  [
    'a map',
    type.map(type.int64).node,
    `82${str('a')}01${str('b')}c0`,
    record(['a', 1], ['b', null]),
  ],
  [
    'a map with __proto__',
    type.map(type.int64).node,
    `81${str('__proto__')}01`,
    record(['__proto__', 1]),
  ],
  [
    'an object',
    type.object({ b: type.bool, a: type.bool }).node,
    `82${str('a')}c3${str('b')}c0`,
    record(['a', true], ['b', null]),
  ],
  [
    'a nested single',
    type.singleNested(attributes).node,
    `82${str('a')}c0${str('b')}05`,
    record(['a', null], ['b', 5]),
  ],
  [
    'a nested list',
    type.listNested(attributes).node,
    `9182${str('a')}c0${str('b')}05`,
    [record(['a', null], ['b', 5])],
  ],
  [
    'a nested set',
    type.setNested(attributes).node,
    `9182${str('a')}c0${str('b')}05`,
    [record(['a', null], ['b', 5])],
  ],
  [
    'a nested map',
    type.mapNested(attributes).node,
    `81${str('k')}82${str('a')}c0${str('b')}05`,
    record(['k', record(['a', null], ['b', 5])]),
  ],
  ['an object of nothing', type.object({}).node, '80', record()],
  [
    'a dynamic string',
    dynamic,
    `92${bin('"string"')}${str('a')}`,
    new Dynamic({ kind: 'string' }, 'a'),
  ],
  ['a dynamic number', dynamic, `92${bin('"number"')}05`, new Dynamic({ kind: 'number' }, 5)],
  [
    'a dynamic tuple',
    dynamic,
    `92${bin('["tuple",["bool"]]')}91c3`,
    new Dynamic({ kind: 'tuple', of: [{ kind: 'bool' }] }, [true]),
  ],
  ['a typed null', dynamic, `92${bin('"string"')}c0`, new Dynamic({ kind: 'string' }, null)],
  [
    'a typed unknown',
    dynamic,
    `92${bin('"string"')}d40000`,
    new Dynamic({ kind: 'string' }, unknown),
  ],
  ['a dynamic null', dynamic, 'c0', null],
  ['a dynamic unknown', dynamic, 'd40000', unknown],
]

t.test('reads and writes what Terraform sends', async (t) => {
  for (const [title, type, hex, value] of BOTH_WAYS) {
    t.strictSame(decode(bytes(hex), type), value, `reads ${title}`)
    t.equal(encode(value, type).toString('hex'), hex, `writes ${title}`)
  }
})

/** Other forms of the same values. */
const READ_ONLY: readonly Vector[] = [
  ['2^53 + 1 as uint64', int64, 'cf0020000000000001', 2n ** 53n + 1n],
  ['-2^53 - 1 as int64', int64, 'd3ffdfffffffffffff', -(2n ** 53n) - 1n],
  ['a small uint64', int64, 'cf0000000000000005', 5],
  ['2^64 - 1', number, 'cfffffffffffffffff', 2n ** 64n - 1n],
  ['an exact double', number, 'cb3fe0000000000000', 0.5],
  ['an exact float', number, 'ca3fc00000', 1.5],
  ['a whole double', int64, 'cb4014000000000000', 5],
  [
    'the double next to 0.1',
    number,
    'cb3fb999999999999a',
    new Decimal('0.1000000000000000055511151231257827021181583404541015625'),
  ],
  ['decimal text with an exponent', number, str('1e-7'), 1e-7],
  ['text as bytes', string, bin('a'), 'a'],
  ['text that is not normalised', string, 'a3 65cc81', '\u00e9'],
  ['a set with an element twice', type.set(type.int64).node, '930102cc01', [1, 2]],
  ['an empty extension', string, 'c70000', unknown],
  ['an extension of one byte and any code', string, 'd47f01', unknown],
  [
    'object keys in any order',
    type.object({ a: type.bool, b: type.bool }).node,
    `82${str('b')}c3${str('a')}c2`,
    record(['a', false], ['b', true]),
  ],
  ['keys as bytes', type.map(type.bool).node, `81${bin('k')}c3`, record(['k', true])],
  ['a type as text', dynamic, `92${str('"bool"')}c3`, new Dynamic({ kind: 'bool' }, true)],
  [
    'an optional attribute left out',
    { kind: 'object', of: { a: string }, optional: ['a'] },
    '80',
    record(['a', null]),
  ],
]

t.test('reads other forms of the same values', async (t) => {
  for (const [title, type, hex, value] of READ_ONLY) {
    t.strictSame(decode(bytes(hex), type), value, title)
  }
})

t.test('writes every number so that nothing is lost', async (t) => {
  const table: readonly (readonly [Value, string])[] = [
    [9007199254740993n, str('9007199254740993')],
    [5n, '05'],
    [-0, '00'],
    [0.5, str('0.5')],
    [1e-7, str('0.0000001')],
    [2 ** 53 - 1, 'cb433fffffffffffff'],
  ]
  for (const [value, hex] of table) t.equal(encode(value, number).toString('hex'), hex)
})

t.test('writes null for an optional attribute that is left out', async (t) => {
  const node: TypeNode = { kind: 'object', of: { a: string }, optional: ['a'] }
  t.equal(encode({}, node).toString('hex'), `81${str('a')}c0`)
})

t.test('carries texts and collections of every length', async (t) => {
  const flagList = type.list(type.bool).node
  for (const length of [31, 32, 255, 256, 65_535, 65_536, 300_000]) {
    const text = '\u00e9'.repeat(length)
    t.equal(decode(encode(text, string), string), text)
    const flags = Array<boolean>(length).fill(true)
    t.strictSame(decode(encode(flags, flagList), flagList), flags)
  }
})

t.test('refuses bytes that do not fit the type, telling where', async (t) => {
  const object = type.object({ a: type.bool }).node
  const table: readonly (readonly [TypeNode, string, string])[] = [
    [string, '05', 'expected a string, found a number'],
    [string, 'c3', 'expected a string, found a boolean'],
    [string, 'c4 01 ff', 'expected a string, found bytes'],
    [type.bool.node, '01', 'expected a boolean, found a number'],
    [number, 'a0', 'expected a number, found a string'],
    [number, str('0x10'), 'expected a number, found a string'],
    [number, 'cb7ff8000000000000', 'expected a number, found a number that is not finite'],
    [number, 'cb7ff0000000000000', 'expected a number, found a number that is not finite'],
    [int64, 'cb3fe0000000000000', 'expected a whole number, found a number'],
    [type.list(type.bool).node, '80', 'expected a list, found a map'],
    [type.list(type.bool).node, '92c305', '[1]: expected a boolean, found a number'],
    [type.set(type.bool).node, '92c305', 'expected a boolean, found a number'],
    [tuple, '90', 'expected 2 elements, found 0'],
    [tuple, '05', 'expected a list, found a number'],
    [type.map(type.bool).node, '90', 'expected a map, found a list'],
    [type.map(type.bool).node, '8105c3', 'expected a string, found a number'],
    [type.map(type.bool).node, `81${str('k')}05`, '["k"]: expected a boolean, found a number'],
    [object, '80', 'a: expected an attribute, found nothing'],
    [object, `82${str('a')}c3${str('b')}05`, 'b: expected no such attribute, found a number'],
    [object, `81${str('a')}05`, 'a: expected a boolean, found a number'],
    [dynamic, str('a'), 'expected a value with its type, found a string'],
    [dynamic, `91${bin('"bool"')}`, 'expected a value with its type, found a list'],
    [dynamic, '92 05 c3', 'expected a value with its type, found a list'],
    [dynamic, `92${bin('"int"')}05`, 'expected a type, found a string'],
    [dynamic, `92${bin('{')}05`, 'expected JSON, found other text'],
    [
      type.object({ a: type.dynamic }).node,
      `81${str('a')}92${bin('"int"')}05`,
      'a: expected a type, found a string',
    ],
    [dynamic, `92${bin('"bool"')}05`, 'expected a boolean, found a number'],
    [string, 'd50b80c0', 'expected a value, found an extension of another kind'],
  ]
  for (const [type, hex, message] of table) {
    t.throws(() => decode(bytes(hex), type), { name: 'CodecError', message }, message)
  }
})

t.test('refuses keys that are the same after normalisation', async (t) => {
  const hex = '82 a2c3a9 c3 a365cc81 c3'
  t.throws(() => decode(bytes(hex), type.map(type.bool).node), CodecError)
})

t.test('refuses bytes after the value', async (t) => {
  t.throws(() => decode(bytes('c3c3'), type.bool.node), {
    message: 'expected the end at byte 1, found more bytes',
  })
})

t.test('refuses dynamic values that nest without end, both ways', async (t) => {
  let hex = `92${bin('"bool"')}c3`
  let value = new Dynamic({ kind: 'bool' }, true)
  for (let level = 0; level < 600; level += 1) {
    hex = `92${bin('"dynamic"')}${hex}`
    value = new Dynamic(dynamic, value)
  }
  const message = 'expected at most 512 levels, found more'
  t.throws(() => decode(bytes(hex), dynamic), { name: 'CodecError', message })
  t.throws(() => encode(value, dynamic), { name: 'CodecError', message })
})

t.test('leaves the memory before and after a view alone', async (t) => {
  const whole = Uint8Array.of(0xc1, 0xa1, 0x61, 0xc1)
  t.equal(decode(whole.subarray(1, 3), string), 'a')
})

t.test('gives back every value of every type', async () => {
  fc.assert(
    fc.property(anyTyped({ unknowns: true }), ({ type, value }) => {
      assert.deepStrictEqual(decode(encode(value, type), type), value)
    }),
    { numRuns: 500 },
  )
})

const answers = (input: Uint8Array, node: TypeNode): boolean => {
  try {
    decode(input, node)
    return true
  } catch (error) {
    return error instanceof CodecError
  }
}

t.test('answers any bytes with a value or a CodecError', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), anyType, (input, node) => answers(input, node)),
    { numRuns: 500 },
  )
})

t.test('answers damaged bytes with a value or a CodecError', async () => {
  const damaged = fc.tuple(
    anyTyped({ unknowns: true }),
    fc.nat(),
    fc.integer({ max: 255, min: 0 }),
    fc.boolean(),
  )
  fc.assert(
    fc.property(damaged, ([{ type, value }, place, byte, isCut]) => {
      const input = encode(value, type)
      input[place % input.length] = byte
      return answers(isCut ? input.subarray(0, place % input.length) : input, type)
    }),
    { numRuns: 500 },
  )
})
