import t from 'tap'
import { toDouble, toPlain } from '../../../src/framework/plan/plain.ts'
import { optional } from '../../../src/framework/schema/attribute.ts'
import type { Type } from '../../../src/framework/schema/schema.ts'
import {
  decimal,
  dynamic,
  int64,
  list,
  mapNested,
  number,
  object,
  string,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { Decimal, parseNumber } from '../../../src/framework/value/number.ts'
import { Dynamic, type Value } from '../../../src/framework/value/value.ts'

const third = new Decimal('0.33333333333333333333')
const tuple = { kind: 'tuple', of: [number.node, string.node] } as const

const cases: readonly (readonly [
  title: string,
  type: Type<unknown>,
  value: Value,
  seen: unknown,
])[] = [
  ['a number is a double', number, third, 1 / 3],
  ['also one beyond 2^53', number, 2n ** 64n, 2 ** 64],
  ['a decimal keeps its digits', decimal, third, third],
  ['an integer keeps its digits', int64, 2n ** 62n, 2n ** 62n],
  ['numbers in collections', list(number), [third, 1], [1 / 3, 1]],
  [
    'numbers in objects',
    object({ x: number, d: decimal }),
    { x: third, d: third },
    { x: 1 / 3, d: third },
  ],
  [
    'numbers in nested objects',
    mapNested({ x: optional(number, 'X.') }),
    { k: { x: third } },
    { k: { x: 1 / 3 } },
  ],
  ['a dynamic value is what it holds', dynamic, new Dynamic(tuple, [third, 'a']), [1 / 3, 'a']],
  ['a null that brings its type is null', dynamic, new Dynamic(string.node, null), null],
  ['null is null', number, null, null],
  ['what is unknown is as the caller says', list(string), ['a', unknown], ['a', 'hole']],
]

for (const [title, type, value, seen] of cases)
  t.test(`an author sees plain JavaScript: ${title}`, async (t) => {
    t.same(
      toPlain(type.node, value, () => 'hole'),
      seen,
    )
  })

t.test('a double is the nearest one', async (t) => {
  t.equal(toDouble(parseNumber('0.1')), 0.1)
  t.equal(toDouble(third), 1 / 3)
})
