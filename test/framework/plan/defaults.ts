import t from 'tap'
import { defaultOf, effective, withDefaults } from '../../../src/framework/plan/defaults.ts'
import { computed, optional, optionalComputed } from '../../../src/framework/schema/attribute.ts'
import { listNested, mapNested, singleNested, string } from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'

const element = {
  a: optionalComputed(string, 'A.', { default: 'x' }),
  b: optional(string, 'B.'),
  c: computed(string, 'C.'),
}
const asked = { a: null, b: 'y', c: null }
const meant = { a: 'x', b: 'y', c: null }

t.test('a default has all parts of its type, and is made once', async (t) => {
  const attribute = optionalComputed(singleNested(element), 'A.', { default: { a: null, b: 'y' } })
  t.same(defaultOf(attribute), asked)
  t.equal(defaultOf(attribute), defaultOf(attribute))
  t.equal(defaultOf(element.b), null)
})

t.test('a default stands for what is left out, and for nothing else', async (t) => {
  t.equal(effective(element.a, null), 'x')
  t.equal(effective(element.a, 'y'), 'y')
  t.equal(effective(element.a, unknown), unknown)
  t.equal(effective(element.b, null), null)
})

t.test('defaults are filled in at every depth', async (t) => {
  t.same(withDefaults(singleNested(element).node, asked), meant)
  t.same(withDefaults(listNested(element).node, [asked, unknown, null]), [meant, unknown, null])
  t.same(withDefaults(mapNested(element).node, { k: asked }), { k: meant })
  t.same(withDefaults(mapNested(element).node, unknown), unknown)
  t.equal(withDefaults(string.node, null), null)
})
