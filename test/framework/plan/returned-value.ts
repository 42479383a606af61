import t from 'tap'
import { dynamicOf, returnedValue } from '../../../src/framework/plan/returned-value.ts'
import { optional } from '../../../src/framework/schema/attribute.ts'
import type { Type } from '../../../src/framework/schema/schema.ts'
import {
  bool,
  decimal,
  dynamic,
  int64,
  list,
  map,
  number,
  object,
  set,
  setNested,
  string,
  stringWith,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { Dynamic, type Value } from '../../../src/framework/value/value.ts'

const third = new Decimal('0.33333333333333333333')
const near = 1 / 3
const words = new Dynamic(list(string).node, ['a', 'b'])
const typedNull = new Dynamic(string.node, null)
const text = stringWith((a, b) => a.toLowerCase() === b.toLowerCase())
const bag = setNested({ x: optional(number, 'X.') })

/** What was there before, what a verb returned, and what is stored. */
type Case = readonly [type: Type<unknown>, before: Value, returned: unknown, stored: Value]

const cases: Readonly<Record<string, Case>> = {
  'the double of a number keeps its digits': [number, third, near, third],
  'another double does not': [number, third, 0.5, 0.5],
  'digits that are exact are another number': [decimal, third, near, near],
  'a double in a list': [list(number), [third, 1], [near, 2], [third, 2]],
  'a double in a longer list': [list(number), [third], [near, near], [third, near]],
  'a double in a set, in any order': [set(number), [1, third], [near, 1], [third, 1]],
  'a double in a map': [map(number), { k: third }, { k: near, l: 1 }, { k: third, l: 1 }],
  'a double in an object': [object({ x: number }), { x: third }, { x: near }, { x: third }],
  'a double in an element of a set': [bag, [{ x: third }], [{ x: near }], [{ x: third }]],
  'text that means the same': [text, 'A', 'a', 'A'],
  'an integer': [int64, 1, 2, 2],
  'a boolean': [bool, true, false, false],
  'null clears': [number, third, null, null],
  'a number where there was none': [number, null, near, near],
  'a dynamic value in plain JavaScript that is the same': [dynamic, words, ['a', 'b'], words],
  'a dynamic value that brings its type': [
    dynamic,
    words,
    new Dynamic(string.node, 'x'),
    new Dynamic(string.node, 'x'),
  ],
  'another dynamic value': [dynamic, words, 'x', new Dynamic(string.node, 'x')],
  'a dynamic null keeps its type': [dynamic, typedNull, null, typedNull],
  'no dynamic value': [dynamic, words, null, null],
  'a dynamic value that was open': [dynamic, unknown, true, new Dynamic(bool.node, true)],
  'a dynamic value that is partly open': [
    dynamic,
    new Dynamic(object({ x: string, y: string }).node, { x: unknown, y: 'a' }),
    { x: unknown, y: 'a' },
    new Dynamic(object({ x: string, y: string }).node, { x: unknown, y: 'a' }),
  ],
  'dynamic values in a list': [list(dynamic), null, [true], [new Dynamic(bool.node, true)]],
  'what is not of the type': [object({ x: number }), null, 'x', 'x'],
}

for (const [title, [type, before, returned, stored]] of Object.entries(cases))
  t.test(`what a verb returned: ${title}`, async (t) => {
    t.same(returnedValue(type.node, before, returned), stored)
  })

t.test('plain JavaScript becomes what a literal of it is', async (t) => {
  const { type, value } = dynamicOf({ a: [1, 'x', null], b: true })
  t.match(type, {
    kind: 'object',
    of: {
      a: { kind: 'tuple', of: [{ kind: 'number' }, { kind: 'string' }, { kind: 'dynamic' }] },
      b: { kind: 'bool' },
    },
  })
  t.same(value, { a: [1, 'x', null], b: true })
})
