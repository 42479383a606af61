import t from 'tap'
import { hookedValues } from '../../../src/framework/plan/hooked.ts'
import { computed, optional, writeOnly } from '../../../src/framework/schema/attribute.ts'
import { dynamic, number, singleNested, string } from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { Dynamic } from '../../../src/framework/value/value.ts'

const third = new Decimal('0.33333333333333333333')
const schema = {
  ratio: optional(number, 'R.'),
  any: optional(dynamic, 'A.'),
  one: optional(
    singleNested({
      a: optional(string, 'A.'),
      b: computed(string, 'B.'),
      c_wo: writeOnly(string, 'C.'),
      ratio: optional(number, 'R.'),
    }),
    'O.',
  ),
}
const planned = { ratio: third, any: null, one: { a: 'x', b: unknown, c_wo: null, ratio: third } }

t.test('what a hook leaves out of a nested value is null or open, by its role', async (t) => {
  const { one } = hookedValues(schema, { one: { a: 'y' } }, planned)
  t.same(one, { a: 'y', b: unknown, c_wo: null, ratio: null })
})

t.test('what a hook returns as it saw it is what was planned', async (t) => {
  const same = { ratio: 1 / 3, one: { a: 'x', b: unknown, ratio: 1 / 3 } }
  t.same(hookedValues(schema, same, planned), { ratio: third, one: planned.one })
})

t.test('a hook may return plain JavaScript for a dynamic value', async (t) => {
  const { any } = hookedValues(schema, { any: 'x' }, planned)
  t.same(any, new Dynamic(string.node, 'x'))
})

t.test('undefined changes nothing; a foreign name is left for the codec to refuse', async (t) => {
  t.same(hookedValues(schema, { ratio: undefined, other: 1 }, planned), { other: 1 })
})
