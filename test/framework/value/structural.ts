import t from 'tap'
import { optional } from '../../../src/framework/schema/attribute.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { structural } from '../../../src/framework/value/structural.ts'

const attributes = { a: optional(type.bool, 'A.') }
const object = { kind: 'object', of: { a: { kind: 'bool' } } }

t.test('says a nested attribute in terms of collections and objects', async (t) => {
  t.strictSame(structural(type.singleNested(attributes).node), object)
  t.strictSame(structural(type.listNested(attributes).node), { kind: 'list', of: object })
  t.strictSame(structural(type.setNested(attributes).node), { kind: 'set', of: object })
  t.strictSame(structural(type.mapNested(attributes).node), { kind: 'map', of: object })
})

t.test('leaves every other type as it is', async (t) => {
  const list = type.list(type.listNested(attributes)).node
  t.equal(structural(list), list)
})
