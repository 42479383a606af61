import t from 'tap'
import { unlikeSent } from '../../src/api/unlike-sent.ts'

const cases: readonly (readonly [title: string, sent: object, returned: object, string[]])[] = [
  ['the same values', { a: 'x', b: true, c: 1 }, { a: 'x', b: true, c: 1 }, []],
  ['another text', { a: 'x' }, { a: 'y' }, ['a']],
  ['another boolean', { a: true }, { a: false }, ['a']],
  ['another number', { a: 1 }, { a: 2 }, ['a']],
  ['a trimmed text', { a: ' x ' }, { a: 'x' }, []],
  ['another Unicode form', { a: 'Ö' }, { a: 'Ö'.normalize('NFD') }, []],
  ['an integer of another kind', { a: 1n }, { a: 1 }, []],
  ['a field that was not sent', {}, { a: 'x' }, []],
  ['a field that was not returned', { a: 'x' }, {}, []],
  ['null for what was sent, which is judged elsewhere', { a: 'x' }, { a: null }, []],
  ['a value for null, which the API may choose', { a: null }, { a: 'x' }, []],
  ['lists and objects, which are not compared', { a: [1], b: {} }, { a: [2], b: { c: 1 } }, []],
]

for (const [title, sent, returned, names] of cases)
  t.test(`compares ${title}`, async (t) => t.same(unlikeSent({ ...sent }, { ...returned }), names))
