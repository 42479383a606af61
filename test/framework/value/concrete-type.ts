import t from 'tap'
import { optional } from '../../../src/framework/schema/attribute.ts'
import type { TypeNode } from '../../../src/framework/schema/schema.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { hasOneType } from '../../../src/framework/value/concrete-type.ts'
import { buildObject, Dynamic, type Value } from '../../../src/framework/value/value.ts'

const text = (value: string | null) => new Dynamic(type.string.node, value)
const one = new Dynamic(type.number.node, 1)
const held = (d: Value) => buildObject([['d', d]])
const object = type.object({ d: type.dynamic }).node
const nested = type.singleNested({ d: optional(type.dynamic, 'D.') }).node
const tuple: TypeNode = { kind: 'tuple', of: [{ kind: 'bool' }, { kind: 'dynamic' }] }
const lists = type.list(type.dynamic).node
const maps = type.map(type.dynamic).node
const listOf = (value: Value) => new Dynamic(lists, value)

t.test('accepts elements whose dynamic parts turned out alike', async (t) => {
  const good: readonly [TypeNode, readonly Value[]][] = [
    [type.string.node, ['a', null, unknown]],
    [type.dynamic.node, []],
    [type.dynamic.node, [text('a'), text('b'), text(null), null, unknown]],
    [object, [held(text('a')), held(text(null))]],
    [nested, [held(one), held(one)]],
    [
      tuple,
      [
        [true, one],
        [false, one],
      ],
    ],
    [lists, [[one], [null, one]]],
    [maps, [held(one), held(one)]],
    [type.dynamic.node, [listOf([one]), listOf([one, one])]],
  ]
  for (const [of, elements] of good) t.ok(hasOneType(elements, of), of.kind)
})

t.test('refuses elements that cty would give several types', async (t) => {
  const bad: readonly [TypeNode, readonly Value[]][] = [
    [type.dynamic.node, [text('a'), one]],
    [object, [held(text('a')), held(one)]],
    [object, [held(text('a')), held(null)]],
    [object, [held(text('a')), null]],
    [nested, [held(text('a')), held(one)]],
    [
      tuple,
      [
        [true, text('a')],
        [true, one],
      ],
    ],
    [lists, [[one], [text('a')]]],
    [lists, [[one], []]],
    [maps, [held(one), held(text('a'))]],
    [type.dynamic.node, [listOf([one]), listOf([text('a')])]],
  ]
  for (const [of, elements] of bad) t.notOk(hasOneType(elements, of), of.kind)
})
