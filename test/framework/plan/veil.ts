import t from 'tap'
import { veil } from '../../../src/framework/plan/veil.ts'
import type { Path } from '../../../src/framework/schema/path.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'

const value = { a: 'x', list: [{ n: 1, m: 2 }, { n: 3 }], map: { 'a b': 1, 0: 2 } }
const list = { attribute: 'list' }

const cases: Readonly<Record<string, readonly [paths: readonly Path[], veiled: unknown]>> = {
  nothing: [[], value],
  everything: [[[]], unknown],
  'an attribute': [[[{ attribute: 'a' }]], { ...value, a: unknown }],
  'parts of elements': [
    [
      [list, { index: 0 }, { attribute: 'n' }],
      [list, { index: 1 }],
    ],
    { ...value, list: [{ n: unknown, m: 2 }, unknown] },
  ],
  'an attribute and a part of it': [[[list], [list, { index: 0 }]], { ...value, list: unknown }],
  'an entry': [
    [[{ attribute: 'map' }, { key: 'a b' }]],
    { ...value, map: { 'a b': unknown, 0: 2 } },
  ],
  'a value that does not exist': [[[{ attribute: 'none' }, { index: 7 }]], value],
}

for (const [title, [paths, veiled]] of Object.entries(cases))
  t.test(`veils ${title}`, async (t) => {
    t.same(veil(value, paths), veiled)
  })
