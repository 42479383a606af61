import t from 'tap'
import { settle, UnfilledError, unknownPaths } from '../../../src/framework/plan/unfilled.ts'
import { computed } from '../../../src/framework/schema/attribute.ts'
import { formatPath } from '../../../src/framework/schema/path.ts'
import type { Schema, TypeNode } from '../../../src/framework/schema/schema.ts'
import {
  dynamic,
  list,
  listNested,
  map,
  mapNested,
  object,
  set,
  setNested,
  singleNested,
  string,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { Dynamic, type Value } from '../../../src/framework/value/value.ts'

const leaf: Schema = { x: computed(string, 'X.') }
const schema: Schema = {
  s: computed(string, 'S.'),
  l: computed(list(string), 'L.'),
  t: computed(set(string), 'T.'),
  m: computed(map(string), 'M.'),
  o: computed(object({ x: string }), 'O.'),
  d: computed(dynamic, 'D.'),
  one: computed(singleNested(leaf), 'One.'),
  many: computed(listNested(leaf), 'Many.'),
  some: computed(setNested(leaf), 'Some.'),
  keyed: computed(mapNested(leaf), 'Keyed.'),
}
const type: TypeNode = { kind: 'nested', nesting: 'single', attributes: schema }
const x = { x: unknown }
// Written as a plain object, which is what values are.
const open = {
  s: unknown,
  l: ['a', unknown],
  t: [unknown],
  m: { k: unknown },
  o: x,
  d: new Dynamic({ kind: 'tuple', of: [{ kind: 'string' }] }, ['a']),
  one: x,
  many: [x],
  some: [x],
  keyed: { k: x },
} as unknown as Value

t.test('every value that a verb left open is named, up to a set', async (t) => {
  t.same(unknownPaths(open, type).map(formatPath), [
    's',
    'l[1]',
    't',
    'm["k"]',
    'o.x',
    'one.x',
    'many[0].x',
    'some',
    'keyed["k"].x',
  ])
  t.match(
    new UnfilledError('dbtcloud_x', unknownPaths(open, type)).message,
    /did not return s, l\[1\], t,/,
  )
})

t.test('what is saved holds null for it', async (t) => {
  t.same(unknownPaths(settle(open), type), [])
  t.match(settle(open), { s: null, l: ['a', null], one: { x: null }, keyed: { k: { x: null } } })
})
