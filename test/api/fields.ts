import t from 'tap'
import { decodeFields, type Field, type Fields } from '../../src/api/fields.ts'

const decode = (field: Field, value: unknown) =>
  decodeFields({ f: field }, value === undefined ? {} : { f: value })

const types: readonly (readonly [Field['type'], good: unknown[], bad: unknown[]])[] = [
  ['string', ['', 'x', '\u{1F600}'], [1, true, [], {}, 1n, 'half \uD83D']],
  ['boolean', [true, false], ['true', 1, 0, [], {}]],
  ['integer', [0, -1, 2n ** 70n], ['1', 1.5, true, [], Number.POSITIVE_INFINITY]],
  ['number', [0, 1.5, 2n ** 70n], ['1', true, Number.NaN, Number.POSITIVE_INFINITY]],
  ['array', [[], [1]], ['x', {}, 1]],
  ['object', [{}, { a: 1 }], ['x', [], 1]],
]

for (const [type, good, bad] of types)
  t.test(`knows what is of type ${type}`, async (t) => {
    for (const value of good) t.same(decode({ type }, value).sound, { f: value })
    for (const value of [...bad, null, undefined]) {
      t.equal(decode({ type }, value).faults.length, 1, String(value))
      t.same(decode({ type }, value).sound, {})
    }
  })

const cases: readonly (readonly [title: string, Field, value: unknown, object])[] = [
  [
    'null where it never is fails the answer',
    { type: 'string' },
    null,
    { sound: {}, faults: ['f is null instead of a string'], unused: [] },
  ],
  [
    'nothing where it never is fails the answer',
    { type: 'integer' },
    undefined,
    { faults: ['f is missing instead of an integer'] },
  ],
  [
    'another type fails the answer, and the value is not shown',
    { type: 'boolean' },
    'secret',
    { faults: ['f is a string instead of a boolean'] },
  ],
  [
    'text that no encoding has fails the answer',
    { type: 'string' },
    'x\uD800',
    { faults: ['f is invalid Unicode instead of a string'] },
  ],
  [
    'an empty string may stand for null',
    { type: 'string', nullable: true, emptyIsNull: true },
    '',
    { sound: { f: null }, faults: [], unused: [] },
  ],
  [
    'an empty string may stand for null where that is never valid',
    { type: 'string', computed: true, emptyIsNull: true },
    '',
    { sound: {}, unused: ['f is null instead of a string'] },
  ],
  [
    'null is a value of a nullable field',
    { type: 'string', nullable: true },
    null,
    { sound: { f: null }, faults: [], unused: [] },
  ],
  [
    'a nullable field that is left out is null',
    { type: 'string', nullable: true },
    undefined,
    { sound: { f: null }, faults: [], unused: [] },
  ],
  [
    'another type in a nullable field fails the answer',
    { type: 'string', nullable: true },
    [],
    { faults: ['f is an array instead of a string'] },
  ],
  [
    'another type in a computed field is left out',
    { type: 'string', computed: true },
    5,
    { sound: {}, faults: [], unused: ['f is a number instead of a string'] },
  ],
  [
    'null in a computed field that is never null is left out',
    { type: 'string', computed: true },
    null,
    { sound: {}, faults: [], unused: ['f is null instead of a string'] },
  ],
  [
    'a field that only the create has may be left out',
    { type: 'string', once: true },
    undefined,
    { sound: {}, faults: [], unused: [] },
  ],
  [
    'digits are an integer where they identify',
    { type: 'integer', identifies: true },
    '12',
    { sound: { f: 12 } },
  ],
  [
    'a number is a text where it identifies',
    { type: 'string', identifies: true },
    12,
    { sound: { f: '12' } },
  ],
  [
    'a negative number does not identify',
    { type: 'integer', identifies: true },
    -1,
    { sound: {}, faults: ['f is a number instead of an integer'] },
  ],
]

for (const [title, field, value, expected] of cases)
  t.test(title, async (t) => t.match(decode(field, value), expected))

t.test('takes no field that is not declared', async (t) => {
  const fields: Fields = { name: { type: 'string' }, note: { type: 'string', nullable: true } }
  const { sound } = decodeFields(fields, { name: 'a', token_string: '***', other: 1 })
  t.same(sound, { name: 'a', note: null })
})
