import t from 'tap'
import { misfits } from '../../../src/framework/plan/misfit.ts'
import { optional } from '../../../src/framework/schema/attribute.ts'
import { formatPath } from '../../../src/framework/schema/path.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import {
  decimal,
  dynamic,
  int64,
  list,
  listNested,
  map,
  mapNested,
  number,
  object,
  set,
  setNested,
  singleNested,
  string,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { parseNumber } from '../../../src/framework/value/number.ts'
import { Dynamic, type Value } from '../../../src/framework/value/value.ts'

const element: Schema = { n: optional(int64, 'N.'), words: optional(list(string), 'W.') }
const schema: Schema = {
  n: optional(int64, 'N.'),
  hidden: optional(int64, 'H.', { sensitive: true }),
  ratio: optional(number, 'R.'),
  digits: optional(decimal, 'D.'),
  words: optional(list(string), 'W.'),
  ports: optional(set(int64), 'P.'),
  tags: optional(map(string), 'T.'),
  secrets: optional(map(string), 'S.', { sensitive: true }),
  point: optional(object({ x: int64, deep: list(string) }), 'P.'),
  any: optional(list(dynamic), 'A.'),
  one: optional(singleNested(element), 'O.'),
  many: optional(listNested(element), 'M.'),
  bag: optional(setNested(element), 'B.'),
  keyed: optional(mapNested(element), 'K.'),
}
const HUGE = 10n ** 400n
const DOUBLES = 'numbers from -1.7976931348623157e+308 to 1.7976931348623157e+308'
const RANGE = 'a number from -9223372036854775808 to 9223372036854775807'
const isNull = (path: string) => `${path} is null. Remove it or set a value.`

const cases: readonly (readonly [config: object, at: string, detail: string])[] = [
  [{ n: parseNumber('1.5') }, 'n', 'Expected a whole number, got 1.5.'],
  [{ n: 2n ** 63n }, 'n', `Expected ${RANGE}, got 9223372036854775808.`],
  [{ n: -(2n ** 63n) - 1n }, 'n', `Expected ${RANGE}, got -9223372036854775809.`],
  [{ hidden: 0.5 }, 'hidden', 'Expected a whole number, got a sensitive value.'],
  [{ ports: [1, 2.5] }, 'ports', 'Expected a whole number, got 2.5.'],
  [{ point: { x: 0.5, deep: [] } }, 'point.x', 'Expected a whole number, got 0.5.'],
  [
    { many: [{ n: 1e30 }] },
    'many[0].n',
    'Expected a whole number, got 1000000000000000000000000000000.',
  ],
  [{ bag: [{ n: 0.5 }] }, 'bag', 'Expected a whole number, got 0.5.'],
  [{ ratio: HUGE }, 'ratio', `Expected ${DOUBLES}, got 1${'0'.repeat(199)}… (401 characters).`],
  [
    { any: [1, new Dynamic(object({ x: list(number) }).node, { x: [-HUGE] })] },
    'any[1]',
    `Expected ${DOUBLES}, got { x = [-1${'0'.repeat(191)}… (412 characters).`,
  ],
  [{ words: ['a', null] }, 'words[1]', isNull('words[1]')],
  [{ ports: [null] }, 'ports', isNull('ports[0]')],
  [{ tags: { 'a b': null } }, 'tags["a b"]', isNull('tags["a b"]')],
  [{ secrets: { hunter2: null } }, 'secrets', isNull('secrets["(sensitive)"]')],
  [{ point: { x: null, deep: [] } }, 'point.x', isNull('point.x')],
  [{ point: { x: 1, deep: [null] } }, 'point.deep[0]', isNull('point.deep[0]')],
  [{ one: { words: [null] } }, 'one.words[0]', isNull('one.words[0]')],
  [{ many: [null] }, 'many[0]', isNull('many[0]')],
  [{ bag: [null] }, 'bag', isNull('bag[0]')],
  [{ keyed: { k: null } }, 'keyed["k"]', isNull('keyed["k"]')],
]

for (const [config, at, detail] of cases)
  t.test(`refused: ${detail.slice(0, 70)}`, async (t) => {
    const [complaint, ...rest] = misfits(schema, config as Value)
    t.same(rest, [])
    t.equal(formatPath(complaint?.path ?? []), at)
    t.equal(complaint?.detail, detail)
  })

const fine: readonly object[] = [
  {},
  { n: 2n ** 63n - 1n, ratio: 0.5, digits: HUGE },
  { ratio: parseNumber('1e-400') },
  { ratio: parseNumber('1.7976931348623157e308') },
  {
    n: unknown,
    words: unknown,
    point: unknown,
    one: unknown,
    many: [unknown],
    keyed: { k: unknown },
  },
  { words: [unknown], tags: { a: unknown }, any: [null] },
  { words: null, tags: null, point: null, one: { n: null, words: null } },
]

t.test('what is unknown, absent or of its type passes', async (t) => {
  for (const config of fine) t.same(misfits(schema, config as Value), [])
})
