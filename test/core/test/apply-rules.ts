import t from 'tap'
import { Unknown, unknown } from '../../../src/framework/schema/unknown.ts'
import { checkApplied } from '../apply-rules.ts'
import type { ConfigInput } from '../config.ts'
import { schema, value, valueOrNull } from '../fixture.ts'

const judge = (planned: ConfigInput | null, result: ConfigInput | null, failed = false) =>
  checkApplied(schema, {
    action: planned === null ? 'delete' : 'update',
    planned: valueOrNull(planned),
    result: valueOrNull(result),
    failed,
  })

const known = new Unknown({ notNull: true, prefix: 'a-' })
const sized = new Unknown({ minLength: 1, maxLength: 2 })
const bounded = new Unknown({ min: ['1', true], max: ['2', false] })

type Case = readonly [title: string, planned: ConfigInput | null, result: ConfigInput | null]

const accepted: readonly Case[] = [
  ['what was planned', { text: 'a', one: { key: 'k' } }, { text: 'a', one: { key: 'k' } }],
  ['anything for an unknown', { made: unknown, words: unknown }, { made: 'M', words: ['x'] }],
  ['null for an unknown', { made: unknown, several: unknown }, {}],
  ['what keeps a promise', { made: known }, { made: 'a-1' }],
  [
    'a list that matches its refinement',
    { words: sized, tags: sized },
    { words: ['x'], tags: { a: 'b' } },
  ],
  ['a number that keeps a promise', { size: bounded }, { size: 1 }],
  ['a set without order', { ports: ['1', '2'] }, { ports: ['2', '1'] }],
  ['a set that shrinks', { ports: ['1', unknown] }, { ports: ['1'] }],
  ['a set of objects', { bag: [{ key: 'a', made: unknown }] }, { bag: [{ key: 'a', made: 'M' }] }],
  ['any value for an unknown dynamic one', { any: unknown }, { any: [1] }],
  ['any value for a dynamic null', {}, { any: 'text' }],
  ['the same dynamic value', { any: { a: [1] } }, { any: { a: [1] } }],
  ['the end of an object', null, null],
]

for (const [title, planned, result] of accepted) {
  t.test(`accepts ${title}`, async (t) => {
    const outcome = judge(planned, result)
    t.same(outcome.violations, [])
    t.same(outcome.value, valueOrNull(result))
  })
}

const refused: readonly (readonly [...Case, error: string])[] = [
  ['another value', { text: 'a' }, { text: 'b' }, 'text: was "a", but now "b"'],
  ['a value for null', {}, { maybe: 'b' }, 'maybe: was null, but now "b"'],
  ['null for a value', { text: 'a' }, {}, 'text: was "a", but now null'],
  ['another number', { size: 1 }, { size: 1.5 }, 'size: was 1, but now 1.5'],
  ['a shorter list', { words: ['a', 'b'] }, { words: ['a'] }, 'words: element 1 has vanished'],
  ['a longer list', { words: ['a'] }, { words: ['a', 'b'] }, 'words: new element 1 has appeared'],
  ['another element', { words: ['a'] }, { words: ['b'] }, 'words[0]: was "a", but now "b"'],
  ['a lost key', { tags: { a: '1' } }, { tags: {} }, 'tags: element "a" has vanished'],
  ['a new key', { tags: {} }, { tags: { a: '1' } }, 'tags: new element "a" has appeared'],
  [
    'another value by key',
    { tags: { a: '1' } },
    { tags: { a: '2' } },
    'tags["a"]: was "1", but now "2"',
  ],
  [
    'another value in an object',
    { point: { x: 1 } },
    { point: { x: 2 } },
    'point.x: was 1, but now 2',
  ],
  [
    'another value within',
    { one: { key: 'a' } },
    { one: { key: 'b' } },
    'one.key: was "a", but now "b"',
  ],
  [
    'another element within',
    { several: [{ key: 'a' }] },
    { several: [{ key: 'b' }] },
    'several[0].key: was "a", but now "b"',
  ],
  [
    'another keyed element',
    { keyed: { x: { key: 'a' } } },
    { keyed: { x: {} } },
    'keyed["x"].key: was "a", but now null',
  ],
  [
    'a lost element of a set',
    { ports: ['1'] },
    { ports: ['2'] },
    'ports: planned set element "1" does not correlate with any element in actual',
  ],
  [
    'a new element of a set',
    { ports: ['1'] },
    { ports: ['1', '2'] },
    'ports: actual set element "2" does not correlate with any element in plan',
  ],
  [
    'a set that grows',
    { ports: [unknown] },
    { ports: ['1', '2'] },
    'ports: length changed from 1 to 2',
  ],
  [
    'a value that violates its refinement',
    { made: known },
    { made: 'b' },
    'made: final value "b" does not conform to planning placeholder',
  ],
  [
    'null for a value that was refined as not null',
    { made: known },
    {},
    'made: final value null does not conform to planning placeholder',
  ],
  [
    'a list that violates its refinement',
    { words: sized },
    { words: [] },
    'words: final value [] does not conform to planning placeholder',
  ],
  [
    'a number that violates its refinement',
    { size: bounded },
    { size: 2 },
    'size: final value 2 does not conform to planning placeholder',
  ],
  ['another dynamic type', { any: 'a' }, { any: 1 }, 'any: wrong final value type'],
  ['another dynamic value', { any: { a: 1 } }, { any: { a: 2 } }, 'any.a: was 1, but now 2'],
  ['null for a dynamic value', { any: 'a' }, {}, 'any: wrong final value type'],
  [
    'a secret, without showing it',
    { hidden: 'a' },
    { hidden: 'b' },
    'hidden: inconsistent values for sensitive attribute',
  ],
  [
    'a nested secret, without showing it',
    { secretive: { key: 'a' } },
    { secretive: { key: 'b' } },
    'secretive: inconsistent values for sensitive attribute',
  ],
  ['no object', {}, null, 'Root object was present, but now absent'],
]

for (const [title, planned, result, error] of refused) {
  t.test(`rejects ${title}`, async (t) => {
    const [first] = judge(planned, result).violations
    t.equal(first?.message, `Provider produced inconsistent result after apply: ${error}`)
  })
}

t.test('rejects an object after a destroy, and keeps it', async (t) => {
  const outcome = judge(null, { text: 'a' })
  t.match(outcome.violations[0]?.message, /^Provider returned invalid result object after apply/)
  t.same(outcome.value, value({ text: 'a' }))
})

t.test('rejects a remaining unknown value, and keeps null for it', async (t) => {
  const outcome = judge({ made: unknown, words: ['a'] }, { made: unknown, words: ['a'] })
  t.match(outcome.violations[0]?.message, /^Provider returned invalid result object.*: made: /)
  t.equal(outcome.violations.length, 1)
  t.same(outcome.value, value({ words: ['a'] }))
})

t.test('drops a result with a write-only value', async (t) => {
  const outcome = judge({}, { write: 's' })
  t.match(outcome.violations[0]?.message, /^Provider produced invalid object: write: /)
  t.equal(outcome.value, undefined)
})

t.test('does not compare after an error from the provider', async (t) => {
  t.same(judge({ text: 'a' }, { text: 'b' }, true).violations, [])
})
