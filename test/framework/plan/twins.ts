import t from 'tap'
import { validateConfig } from '../../../src/framework/plan/validate.ts'
import { optional, optionalComputed, required } from '../../../src/framework/schema/attribute.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import {
  int64,
  listNested,
  setNested,
  singleNested,
  string,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'

const size = optionalComputed(int64, 'S.', { default: 5 })
const element: Schema = {
  name: required(string, 'N.'),
  size,
  key: optionalComputed(string, 'K.', { default: 'hunter2', sensitive: true }),
  inner: optional(singleNested({ size }), 'I.'),
  bag: optional(setNested({ size }), 'B.'),
}
const schema: Schema = {
  m: optional(setNested(element), 'M.'),
  l: optional(listNested({ m: optional(setNested(element), 'M.') }), 'L.'),
}
const empty = { name: 'a', size: null, key: null, inner: null, bag: null }
const said = (config: object): readonly string[] =>
  validateConfig(schema, { m: null, l: null, ...config }, { writeOnly: true }).map(
    ({ summary, detail }) => `${summary}. ${detail}`,
  )
const of = (...elements: object[]) => elements.map((fields) => ({ ...empty, ...fields }))

const same = (name: string, cause: string): readonly string[] => [
  `Duplicate elements in ${name}. Two elements of ${name} are the same once ${cause}. Remove one of them.`,
]

const cases: readonly (readonly [title: string, config: object, said: readonly string[]])[] = [
  ['the default is named', { m: of({}, { size: 5 }) }, same('m', 'size has its default 5')],
  [
    'one that is sensitive is not shown',
    { m: of({ key: 'hunter2' }, {}) },
    same('m', 'key has its default a sensitive value'),
  ],
  [
    'one within an object',
    { m: of({ inner: { size: 5 } }, { inner: { size: null } }) },
    same('m', 'inner.size has its default 5'),
  ],
  [
    'one within an inner set',
    { m: of({ bag: [{ size: 5 }] }, { bag: [{ size: null }] }) },
    same('m', 'their defaults are filled in'),
  ],
  [
    'a set within a list',
    { l: [{ m: of({}, { size: 5 }) }] },
    same('l[0].m', 'size has its default 5'),
  ],
  ['others differ', { m: of({}, { size: 6 }, { name: 'b' }) }, []],
  ['what is not known yet may differ', { m: of({}, { size: unknown }) }, []],
]

for (const [title, config, expected] of cases)
  t.test(`elements that a default makes equal: ${title}`, async (t) => {
    t.same(said(config), expected)
  })
