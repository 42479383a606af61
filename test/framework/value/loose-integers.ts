import t from 'tap'
import { optional } from '../../../src/framework/schema/attribute.ts'
import { int64, list, map, object, setNested, string } from '../../../src/framework/schema/type.ts'
import { looseIntegers } from '../../../src/framework/value/loose-integers.ts'

const schema = {
  n: optional(int64, 'N.', { sensitive: true }),
  s: optional(string, 'S.'),
  l: optional(list(map(int64)), 'L.'),
  o: optional(object({ x: int64, y: string }), 'O.'),
  m: optional(setNested({ n: optional(int64, 'N.') }), 'M.'),
}

t.test('an integer is a number of any kind, at every depth; all else stays', async (t) => {
  const { n, s, l, o, m } = looseIntegers(schema)
  t.match(n, { type: { kind: 'number' }, sensitive: true })
  t.match(s, { type: { kind: 'string' } })
  t.match(l, { type: { kind: 'list', of: { kind: 'map', of: { kind: 'number' } } } })
  t.match(o, { type: { of: { x: { kind: 'number' }, y: { kind: 'string' } } } })
  t.match(m, { type: { nesting: 'set', attributes: { n: { type: { kind: 'number' } } } } })
})

t.test('a schema is loosened once', async (t) => {
  t.equal(looseIntegers(schema), looseIntegers(schema))
})
