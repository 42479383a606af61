import t from 'tap'
import { validateConfig } from '../../../src/framework/plan/validate.ts'
import { computed, optional, required, writeOnly } from '../../../src/framework/schema/attribute.ts'
import { formatPath } from '../../../src/framework/schema/path.ts'
import type { Schema, Validator } from '../../../src/framework/schema/schema.ts'
import {
  int64,
  list,
  listNested,
  mapNested,
  setNested,
  singleNested,
  string,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import type { Value } from '../../../src/framework/value/value.ts'

const short: Validator<string> = { expects: 'at most 3 characters', accepts: (v) => v.length <= 3 }
const few: Validator<readonly string[]> = { expects: 'one element', accepts: (v) => v.length < 2 }

const element: Schema = { key: required(string, 'Key.', { validate: [short] }) }
const schema: Schema = {
  id: computed(int64, 'Id.'),
  name: required(string, 'Name.', { validate: [short] }),
  old: optional(string, 'Old.', { deprecated: 'Use name.' }),
  p_wo: writeOnly(string, 'P.'),
  tags: optional(list(string), 'Tags.', { validate: [few] }),
  one: optional(singleNested(element), 'One.'),
  many: optional(listNested(element), 'Many.'),
  some: optional(setNested(element), 'Some.'),
  keyed: optional(mapNested(element), 'Keyed.'),
}
const empty = Object.fromEntries(Object.keys(schema).map((name) => [name, null]))

const cases: readonly (readonly [string, object, readonly string[]])[] = [
  ['a good configuration has no complaint', { name: 'abc' }, []],
  ['a missing value is named', {}, ['name: Missing name. The attribute name must be set.']],
  [
    'a broken rule says what is expected and shows the value',
    { name: 'hunter2' },
    ['name: Invalid name. Expected at most 3 characters, got "hunter2".'],
  ],
  ['an unknown value passes', { name: unknown, one: unknown, many: unknown, tags: unknown }, []],
  [
    'a set computed attribute is refused',
    { name: 'a', id: 1 },
    ['id: id cannot be set. The provider sets id. Remove it from the configuration.'],
  ],
  ['a collection with an element that is unknown passes', { name: 'a', tags: [unknown, 'y'] }, []],
  [
    'a deprecated attribute is a warning',
    { name: 'a', old: 'x' },
    ['warning old: old is deprecated. Use name.'],
  ],
  [
    'a collection is judged as a whole',
    { name: 'a', tags: ['x', 'y'] },
    ['tags: Invalid tags. Expected one element, got ["x", "y"].'],
  ],
  [
    'an object is entered',
    { name: 'a', one: { key: 'long one' } },
    ['one.key: Invalid one.key. Expected at most 3 characters, got "long one".'],
  ],
  [
    'a list is entered',
    { name: 'a', many: [{ key: 'a' }, { key: null }] },
    ['many[1].key: Missing many[1].key. The attribute many[1].key must be set.'],
  ],
  [
    'a map is entered',
    { name: 'a', keyed: { 'x y': { key: null } } },
    ['keyed["x y"].key: Missing keyed["x y"].key. The attribute keyed["x y"].key must be set.'],
  ],
  [
    'a path stops at a set, the text does not',
    { name: 'a', some: [{ key: null }] },
    ['some: Missing some[0].key. The attribute some[0].key must be set.'],
  ],
]

for (const [title, config, expected] of cases)
  t.test(title, async (t) => {
    const complaints = validateConfig(schema, { ...empty, ...config }, { writeOnly: true })
    const said = complaints.map(
      ({ severity, path = [], summary, detail }) =>
        `${severity ? `${severity} ` : ''}${formatPath(path)}: ${summary}. ${detail}`,
    )
    t.same(said, expected)
  })

t.test('no message shows a sensitive value, at any depth', async (t) => {
  const never: Validator<unknown> = { expects: 'something else', accepts: () => false }
  const secret = optional(string, 'S.', { sensitive: true, validate: [never] })
  const secretive: Schema = {
    plain: secret,
    inner: optional(singleNested({ open: optional(string, 'O.'), secret }), 'I.', {
      validate: [never],
    }),
    outer: optional(singleNested({ a: optional(string, 'A.', { validate: [never] }) }), 'O.', {
      sensitive: true,
    }),
    p_wo: writeOnly(string, 'P.', { validate: [never] }),
  }
  const config: Value = {
    plain: 'hunter2',
    inner: { open: 'seen', secret: 'hunter2' },
    outer: { a: 'hunter2' },
    p_wo: 'hunter2',
  }
  const details = validateConfig(secretive, config, { writeOnly: true }).map((it) => it.detail)
  t.same(details, [
    'Expected something else, got a sensitive value.',
    'Expected something else, got { open = "seen", secret = (sensitive value) }.',
    'Expected something else, got a sensitive value.',
    'Expected something else, got a sensitive value.',
    'Expected something else, got a sensitive value.',
  ])
})

t.test('a write-only value is refused by a host that would store it', async (t) => {
  const config = { ...empty, name: 'a', p_wo: 'secret' } as Value
  t.same(validateConfig(schema, config, { writeOnly: true }), [])
  const [complaint] = validateConfig(schema, config, { writeOnly: false })
  t.equal(complaint?.summary, 'p_wo needs a newer version of Terraform')
  t.notMatch(JSON.stringify(complaint), 'secret')
})
