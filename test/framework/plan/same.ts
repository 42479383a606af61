import t from 'tap'
import { hasPlainForm, isSame, meansTheSame, rounded } from '../../../src/framework/plan/same.ts'
import { optional } from '../../../src/framework/schema/attribute.ts'
import {
  decimal,
  dynamic,
  int64,
  list,
  map,
  normalized,
  number,
  object,
  set,
  setNested,
  string,
  stringWith,
} from '../../../src/framework/schema/type.ts'
import { Decimal } from '../../../src/framework/value/number.ts'

const third = new Decimal('0.33333333333333333333')
const json = stringWith((a, b) => JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b)))

t.test('a normal form that is a promise equals nothing', async (t) => {
  // No type of a declaration allows it.
  const late = normalized((async () => Promise.reject(new Error('late'))) as never)
  t.notOk(isSame(late.node, 'a', 'a'))
})

t.test('an equality of its own is asked of two texts, and may throw', async (t) => {
  t.ok(isSame(json.node, '{"a":1}', '{ "a": 1 }'))
  t.notOk(isSame(json.node, '{}', 'oops'))
  t.notOk(isSame(json.node, null, '{}'))
  t.notOk(isSame(string.node, 'a', 'a'))
})

t.test('numbers are equal if a verb cannot distinguish them', async (t) => {
  t.ok(meansTheSame(number.node, third, 1 / 3))
  t.notOk(meansTheSame(decimal.node, third, 1 / 3))
  t.notOk(meansTheSame(number.node, third, 0.5))
  t.ok(meansTheSame(object({ x: number }).node, { x: third }, { x: 1 / 3 }))
  t.ok(meansTheSame(json.node, '{}', ' {}'))
})

t.test('rounding leaves exact numbers alone', async (t) => {
  t.same(rounded(list(number).node, [third]), [1 / 3])
  t.same(rounded(map(decimal).node, { k: third }), { k: third })
})

t.test('a type has a plain form where a verb sees another value, at any depth', async (t) => {
  const nested = setNested({ x: optional(number, 'X.') })
  const tuple = { node: { kind: 'tuple', of: [number.node] } } as const
  for (const type of [number, dynamic, set(number), object({ x: map(number) }), nested, tuple])
    t.ok(hasPlainForm(type.node))
  for (const type of [string, int64, decimal, list(string)]) t.notOk(hasPlainForm(type.node))
})
