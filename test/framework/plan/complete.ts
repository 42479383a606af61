import t from 'tap'
import { complete } from '../../../src/framework/plan/complete.ts'
import {
  computed,
  optional,
  optionalComputed,
  writeOnly,
} from '../../../src/framework/schema/attribute.ts'
import type { Type } from '../../../src/framework/schema/schema.ts'
import {
  list,
  listNested,
  map,
  mapNested,
  object,
  singleNested,
  string,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'

const element = {
  a: optional(string, 'A.'),
  b: computed(string, 'B.'),
  c: optionalComputed(string, 'C.'),
  d_wo: writeOnly(string, 'D.'),
}
const whole = { a: 'x', b: 'open', c: 'open', d_wo: null }

const cases: readonly (readonly [type: Type<unknown>, value: unknown, whole: unknown])[] = [
  [singleNested(element), { a: 'x' }, whole],
  [singleNested(element), { a: 'x', b: 'y', c: null, d_wo: 'z' }, { ...whole, b: 'y', c: null }],
  [listNested(element), [{ a: 'x' }], [whole]],
  [mapNested(element), { k: { a: 'x' } }, { k: whole }],
  [list(map(string)), [{ k: 'x' }], [{ k: 'x' }]],
  [object({ x: string }), { x: 'y' }, { x: 'y' }],
  [string, 'x', 'x'],
  [string, null, null],
  [string, unknown, unknown],
  // What is not of the type is left for the codec to refuse by name.
  [singleNested(element), { a: 'x', other: 1 }, { ...whole, other: 1 }],
  [singleNested(element), 'x', 'x'],
  [string, ['x'], ['x']],
]

for (const [type, value, expected] of cases)
  t.test(`an author's value is completed: ${JSON.stringify(value)}`, async (t) => {
    const missing = ({ role }: { role: string }) => (role === 'optional' ? null : 'open')
    t.same(complete(type.node, value, missing), expected)
  })
