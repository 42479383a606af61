import t from 'tap'
import type { Path } from '../../../src/framework/schema/path.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import type { ConfigInput } from '../config.ts'
import { schema, value, valueOrNull } from '../fixture.ts'
import { assertFinalPlan, assertPlanValid, decideAction, effectiveReplaces } from '../plan-rules.ts'

type Case = readonly [
  title: string,
  prior: ConfigInput | null,
  config: ConfigInput | null,
  planned: ConfigInput | null,
]

const accepted: readonly Case[] = [
  ['what is configured', null, { text: 'a' }, { text: 'a' }],
  ['the prior value for a configured one', { text: 'A' }, { text: 'a' }, { text: 'A' }],
  ['anything for what is computed', { made: 'M' }, {}, { made: unknown, maybe: 'default' }],
  ['an unknown configuration as it is', null, { text: unknown }, { text: unknown }],
  ['the same number in other digits', null, { size: '0.10' }, { size: 0.1 }],
  ['nothing for write-only', null, { write: 'secret' }, {}],
  ['nothing for write-only further down', null, { guarded: { write: 's' } }, { guarded: {} }],
  ['computed values in objects', null, { one: { key: 'k' } }, { one: { key: 'k', made: unknown } }],
  ['a nested value where it is computed', null, {}, { offered: [{ key: 'k', made: unknown }] }],
  ['an unknown nested value where it is computed', null, {}, { offered: unknown }],
  ['an unknown nested value as it is', null, { several: unknown }, { several: unknown }],
  ['another element of a set', null, { bag: [{ key: 'a' }] }, { bag: [{ key: 'b' }] }],
  [
    'fewer elements of a set if two may be equal',
    null,
    { bag: [{ key: unknown }, { key: 'b' }] },
    { bag: [{ key: 'b' }] },
  ],
  ['the end of an object', { text: 'a' }, null, null],
]

for (const [title, prior, config, planned] of accepted) {
  t.test(`accepts ${title}`, async (t) => {
    const change = {
      prior: valueOrNull(prior),
      config: valueOrNull(config),
      planned: valueOrNull(planned),
    }
    t.same(assertPlanValid(schema, change), [])
  })
}

const refused: readonly (readonly [...Case, error: string])[] = [
  ['absence', null, { text: 'a' }, null, 'planned for absence but config wants existence'],
  ['an object for a destroy plan', {}, null, {}, 'planned a non-null destroy value'],
  [
    'another value',
    null,
    { text: 'a' },
    { text: 'b' },
    'text: planned value "b" does not match config value "a"',
  ],
  [
    'a value that is neither configured nor stored',
    { text: 'c' },
    { text: 'a' },
    { text: 'b' },
    'text: planned value "b" does not match config value "a" nor prior value "c"',
  ],
  [
    'an unknown value for a configured one',
    null,
    { text: 'a' },
    { text: unknown },
    'text: planned value (known after apply) does not match config value "a"',
  ],
  [
    'null for a configured value',
    { maybe: 'p' },
    { maybe: 'a' },
    {},
    'maybe: planned value null does not match config value "a" nor prior value "p"',
  ],
  [
    'a value for an attribute that is not computed',
    null,
    {},
    { text: 'a' },
    'text: planned value "a" for a non-computed attribute',
  ],
  [
    'the prior value for an attribute that is no longer configured',
    { text: 'a' },
    {},
    { text: 'a' },
    'text: planned value "a" for a non-computed attribute',
  ],
  [
    'an empty list for null',
    null,
    {},
    { words: [] },
    'words: planned value [] for a non-computed attribute',
  ],
  [
    'a number with a floating point error',
    null,
    { size: '0.01' },
    { size: 1 - 0.99 },
    'size: planned value 0.010000000000000009 does not match config value 0.01',
  ],
  [
    'a secret, without showing it',
    { hidden: 'x' },
    { hidden: 'a' },
    { hidden: 'b' },
    'hidden: sensitive planned value does not match config value nor prior value',
  ],
  [
    'a secret for null, without showing it',
    null,
    {},
    { hidden: 'b' },
    'hidden: sensitive planned value for a non-computed attribute',
  ],
  [
    'a nested secret, without showing it',
    null,
    {},
    { secretive: { key: 'b' } },
    'secretive: sensitive planned value for a non-computed attribute',
  ],
  [
    'a write-only value',
    null,
    { write: 's' },
    { write: 's' },
    'write: returned a value for the write-only attribute',
  ],
  [
    'a nested write-only value',
    null,
    { guarded: { write: 's' } },
    { guarded: { write: 's' } },
    'guarded.write: returned a value for the write-only attribute',
  ],
  [
    'no nested value for a configured one',
    null,
    { one: {} },
    {},
    'one: planned for absence but config wants existence',
  ],
  [
    'an unknown nested value for a configured one',
    null,
    { one: {} },
    { one: unknown },
    'one: planned unknown for configured value',
  ],
  [
    'another nested value',
    null,
    { one: { key: 'a' } },
    { one: { key: 'b' } },
    'one.key: planned value "b" does not match config value "a"',
  ],
  [
    'another length',
    null,
    { several: [{}] },
    { several: [{}, {}] },
    'several: count in plan (2) disagrees with count in config (1)',
  ],
  [
    'another element',
    null,
    { several: [{}, { key: 'a' }] },
    { several: [{}, {}] },
    'several[1].key: planned value null does not match config value "a"',
  ],
  [
    'known elements for an unknown list',
    null,
    { several: unknown },
    { several: [{}] },
    'several: count in plan (1) disagrees with count in config (unknown)',
  ],
  [
    'other keys',
    null,
    { keyed: { a: {} } },
    { keyed: { b: {} } },
    'keyed: map key "b" from plan is not present in config',
  ],
  [
    'another value by key',
    { keyed: { a: {} } },
    { keyed: { a: { key: 'k' } } },
    { keyed: { a: { key: 'l' } } },
    'keyed["a"].key: planned value "l" does not match config value "k"',
  ],
  [
    'another size of a set',
    null,
    { bag: [{ key: 'a' }] },
    { bag: [{ key: 'a' }, { key: 'b' }] },
    'bag: count in plan (2) disagrees with count in config (1)',
  ],
]

for (const [title, prior, config, planned, error] of refused) {
  t.test(`rejects ${title}`, async (t) => {
    const change = {
      prior: valueOrNull(prior),
      config: valueOrNull(config),
      planned: valueOrNull(planned),
    }
    const [first] = assertPlanValid(schema, change)
    t.equal(first?.message, `Provider produced invalid plan: ${error}`)
  })
}

t.test('rejects an unknown object', async (t) => {
  const [first] = assertPlanValid(schema, { prior: null, config: value({}), planned: unknown })
  t.match(first?.message, /^Provider produced invalid plan/)
})

const at = (...steps: readonly (string | number)[]): Path =>
  steps.map((step) => (typeof step === 'number' ? { index: step } : { attribute: step }))

const before = value({
  text: 'a',
  words: ['x'],
  one: { key: 'a' },
  several: [{ key: 'a' }],
  ports: ['1'],
  tags: { a: '1' },
  any: { a: 1 },
})
const after = value({
  text: 'b',
  words: ['x', 'y'],
  one: { key: 'a' },
  several: [{ key: unknown }],
  ports: ['2'],
  tags: { b: '1' },
  any: { a: 2 },
})
const change = { prior: before, config: after, planned: after }

const paths: readonly (readonly [path: Path, 'counts' | 'does not count' | 'leads nowhere'])[] = [
  [at('text'), 'counts'],
  [at('one', 'key'), 'does not count'],
  [at('one'), 'does not count'],
  [at('several', 0, 'key'), 'counts'],
  [at('several', 1, 'key'), 'leads nowhere'],
  [at('words', 0), 'does not count'],
  [at('words', 1), 'counts'],
  [at('words', 2), 'leads nowhere'],
  [at('ports'), 'counts'],
  [at('ports', 0), 'leads nowhere'],
  [[...at('tags'), { key: 'a' }], 'counts'],
  [[...at('tags'), { key: 'c' }], 'leads nowhere'],
  [at('any', 'a'), 'counts'],
  [at('write'), 'counts'],
  [at('deep', 'key'), 'leads nowhere'],
  [at('strange'), 'leads nowhere'],
  [at('text', 'strange'), 'leads nowhere'],
]

for (const [path, verdict] of paths) {
  t.test(`a path that forces a replacement ${verdict}: ${JSON.stringify(path)}`, async (t) => {
    const found = effectiveReplaces(schema, change, [path])
    t.same(found.paths, verdict === 'counts' ? [path] : [])
    t.equal(found.violations.length, verdict === 'leads nowhere' ? 1 : 0)
    for (const violation of found.violations) {
      t.match(violation.message, /^Provider produced invalid plan: .*non-existent attribute path/)
    }
  })
}

t.test('ignores all replacement paths of a create', async (t) => {
  const create = { ...change, prior: null }
  t.same(effectiveReplaces(schema, create, [at('strange')]), { paths: [], violations: [] })
})

t.test('decides which action to take', async (t) => {
  t.equal(decideAction(schema, { ...change, prior: null }, []), 'create')
  t.equal(decideAction(schema, change, [at('text')]), 'replace')
  t.equal(decideAction(schema, change, []), 'update')
  t.equal(decideAction(schema, { ...change, planned: before }, []), 'no-op')
  const computing = { ...change, planned: { ...before, made: unknown } }
  t.equal(decideAction(schema, computing, []), 'update')
})

t.test('allows the second plan only to replace unknown values of the first one', async (t) => {
  const first = { action: 'update', planned: value({ text: 'a', made: unknown }) } as const
  const known = value({ text: 'a', made: 'M' })
  t.same(assertFinalPlan(schema, first, { action: 'update', planned: known }), [])
  t.same(assertFinalPlan(schema, first, { action: 'no-op', planned: known }), [])
  const [turned] = assertFinalPlan(schema, first, { action: 'replace', planned: known })
  t.equal(
    turned?.message,
    'Provider produced inconsistent final plan: changed the planned action from update to replace',
  )
  const random = { action: 'update', planned: value({ text: 'b', made: 'M' }) } as const
  const [changed] = assertFinalPlan(schema, first, random)
  t.equal(changed?.message, 'Provider produced inconsistent final plan: text: was "a", but now "b"')
})
