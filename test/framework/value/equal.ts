import * as fc from 'fast-check'
import t from 'tap'
import { optional } from '../../../src/framework/schema/attribute.ts'
import type { TypeNode } from '../../../src/framework/schema/schema.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { Unknown, unknown } from '../../../src/framework/schema/unknown.ts'
import { distinct, equal } from '../../../src/framework/value/equal.ts'
import { decode, encode } from '../../../src/framework/value/msgpack.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { buildObject, Dynamic, type Value } from '../../../src/framework/value/value.ts'
import { anyTyped } from './arbitrary.ts'

const record = (entries: Readonly<Record<string, Value>>) => buildObject(Object.entries(entries))
const [string, number, dynamic] = [type.string.node, type.number.node, type.dynamic.node]
const numbers = type.set(type.number).node
const nested = type.setNested({ ids: optional(type.set(type.int64), 'Ids.') }).node
const pair: TypeNode = { kind: 'tuple', of: [numbers, type.list(type.number).node] }

t.test('holds equal what is equal by value', async (t) => {
  const pairs: readonly [string, TypeNode, Value, Value][] = [
    ['numbers of several forms', number, 5, 5n],
    ['a decimal and a number', number, new Decimal('0.50'), 0.5],
    ['strings after normalisation', string, 'e\u0301', '\u00e9'],
    ['unknown values whatever is promised', string, unknown, new Unknown({ notNull: true })],
    ['sets in any order', numbers, [1, 2, 3], [3, 1, 2]],
    ['sets of objects of sets', nested, [record({ ids: [1, 2] })], [record({ ids: [2, 1] })]],
    ['a set in a tuple', pair, [[1, 2], [3]], [[2, 1], [3]]],
    [
      'objects with keys in any order',
      type.map(type.bool).node,
      record({ a: true, b: false }),
      record({ b: false, a: true }),
    ],
    [
      'dynamic values of one type',
      dynamic,
      new Dynamic(numbers, [1, 2]),
      new Dynamic(numbers, [2, 1]),
    ],
    ['dynamic whole numbers', dynamic, new Dynamic(number, 1), new Dynamic({ kind: 'int64' }, 1)],
  ]
  for (const [title, node, a, b] of pairs) t.ok(equal(a, b, node), title)
})

t.test('distinguishes different values', async (t) => {
  const pairs: readonly [string, TypeNode, Value, Value][] = [
    ['null and unknown', string, null, unknown],
    ['null and the text null', string, null, 'null'],
    ['a boolean and its text', string, 'true', true],
    ['neighbours beyond 2^53', number, 2n ** 53n, 2n ** 53n + 1n],
    ['lists in another order', type.list(type.number).node, [1, 2], [2, 1]],
    ['a list in a tuple', pair, [[], [1, 2]], [[], [2, 1]]],
    ['sets of other multiplicity', numbers, [1, 1, 2], [1, 2, 2]],
    ['sets of other size', numbers, [1, 1], [1]],
    ['an absent key and null', type.map(type.bool).node, record({}), record({ a: null })],
    ['dynamic values of two types', dynamic, new Dynamic(string, null), new Dynamic(number, null)],
    ['a dynamic null and null', dynamic, new Dynamic(string, null), null],
    ['an empty list and an empty map', dynamic, [], record({})],
  ]
  for (const [title, node, a, b] of pairs) t.notOk(equal(a, b, node), title)
})

t.test('judges values that do not fit their type, too', async (t) => {
  t.ok(equal([1], [1], string))
  t.notOk(equal([1, 2], [2, 1], { kind: 'tuple', of: [] }))
  t.ok(equal(record({ toString: 'a' }), record({ toString: 'a' }), type.object({}).node))
})

t.test('holds equal whatever comes back from the wire', async () => {
  fc.assert(
    fc.property(anyTyped({ unknowns: true }), ({ type, value }) =>
      equal(value, decode(encode(value, type), type), type),
    ),
  )
})

t.test('does not see the order of a set', async () => {
  const shuffled = fc
    .array(fc.integer())
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
  fc.assert(fc.property(shuffled, ([a, b]) => equal(a, b, numbers)))
})

t.test('keeps each element of a set once, and every unknown one', async (t) => {
  t.strictSame(distinct([1, 2, 1n, 2], { kind: 'number' }), [1, 2])
  t.strictSame(distinct([unknown, 'a', unknown], string), [unknown, 'a', unknown])
})
