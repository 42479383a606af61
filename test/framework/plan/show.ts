import t from 'tap'
import { isSecretive, showValue } from '../../../src/framework/plan/show.ts'
import { optional, writeOnly } from '../../../src/framework/schema/attribute.ts'
import type { Type } from '../../../src/framework/schema/schema.ts'
import {
  bool,
  dynamic,
  list,
  listNested,
  map,
  mapNested,
  number,
  object,
  singleNested,
  string,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { parseNumber } from '../../../src/framework/value/number.ts'
import { Dynamic, type Value } from '../../../src/framework/value/value.ts'

const element = {
  name: optional(string, 'N.'),
  secret: optional(string, 'S.', { sensitive: true }),
  password_wo: writeOnly(string, 'P.'),
}
const held = { name: 'a', secret: 'hunter2', password_wo: 'hunter2' }
const masked = '{ name = "a", secret = (sensitive value), password_wo = (sensitive value) }'
const tuple = { kind: 'tuple', of: [string.node, number.node] } as const

const cases: readonly (readonly [type: Type<unknown>, value: Value, text: string])[] = [
  [string, 'a "b"\n', '"a \\"b\\"\\n"'],
  [bool, true, 'true'],
  [number, parseNumber('0.10000000000000000000001'), '0.10000000000000000000001'],
  [string, null, 'null'],
  [string, unknown, '(known after apply)'],
  [list(string), ['a', 'b'], '["a", "b"]'],
  [map(string), { a: 'x', 'b c': 'y' }, '{ a = "x", "b c" = "y" }'],
  [map(string), {}, '{}'],
  [object({ x: number }), { x: 1 }, '{ x = 1 }'],
  [dynamic, new Dynamic(tuple, ['a', 1]), '["a", 1]'],
  [singleNested(element), held, masked],
  [listNested(element), [held], `[${masked}]`],
  [mapNested(element), { k: held }, `{ k = ${masked} }`],
  [singleNested(element), { name: null, secret: null, password_wo: null }, '{}'],
  [string, 'x'.repeat(300), `"${'x'.repeat(199)}… (302 characters)`],
  [string, '😀'.repeat(300), `"${'😀'.repeat(199)}… (602 characters)`],
  [string, 'x'.repeat(20_000_000), `"${'x'.repeat(199)}… (20000002 characters)`],
]

for (const [type, value, text] of cases)
  t.test(`a refused value is shown as it is written: ${text.slice(0, 60)}`, async (t) => {
    t.equal(showValue(type.node, value, false), text)
    t.equal(showValue(type.node, value, true), 'a sensitive value')
  })

t.test('what is sensitive or write-only is secret', async (t) => {
  t.same(Object.values(element).map(isSecretive), [false, true, true])
})
