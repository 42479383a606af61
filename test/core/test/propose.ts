import t from 'tap'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import type { ConfigInput } from '../config.ts'
import { schema, value, valueOrNull } from '../fixture.ts'
import { proposeNew } from '../propose.ts'

interface Case {
  readonly title: string
  readonly prior: ConfigInput | null
  readonly config: ConfigInput
  readonly proposed: ConfigInput
}

const old = { key: 'k', made: 'M' }

const cases: readonly Case[] = [
  {
    title: 'proposes the configuration and nulls for a create, without adding unknown values',
    prior: null,
    config: { text: 'a', one: { key: 'k' } },
    proposed: { text: 'a', one: { key: 'k' } },
  },
  {
    title: 'keeps computed values that are not configured',
    prior: { text: 'old', made: 'M', maybe: 'P' },
    config: { text: 'new' },
    proposed: { text: 'new', made: 'M', maybe: 'P' },
  },
  {
    title: 'drops values that are not computed and no longer configured',
    prior: { text: 'old', tags: { a: 'b' }, one: old },
    config: {},
    proposed: {},
  },
  {
    title: 'uses the configured value of an optional and computed attribute',
    prior: { maybe: 'P' },
    config: { maybe: 'C' },
    proposed: { maybe: 'C' },
  },
  {
    title: 'keeps unknown values of the configuration',
    prior: { text: 'old', one: old, several: [old], made: 'M' },
    config: { text: unknown, one: unknown, several: unknown, maybe: unknown },
    proposed: { text: unknown, one: unknown, several: unknown, maybe: unknown, made: 'M' },
  },
  {
    title: 'descends into a single object',
    prior: { one: old },
    config: { one: { key: 'n' } },
    proposed: { one: { key: 'n', made: 'M' } },
  },
  {
    title: 'matches lists by index',
    prior: {
      several: [
        { key: 'a', made: '1' },
        { key: 'b', made: '2' },
      ],
    },
    config: { several: [{ key: 'b' }, { key: 'a' }, { key: 'c' }] },
    proposed: { several: [{ key: 'b', made: '1' }, { key: 'a', made: '2' }, { key: 'c' }] },
  },
  {
    title: 'matches maps by key',
    prior: { keyed: { x: { key: 'a', made: '1' }, z: { key: 'c', made: '3' } } },
    config: { keyed: { x: { key: 'n' }, y: { key: 'b' } } },
    proposed: { keyed: { x: { key: 'n', made: '1' }, y: { key: 'b' } } },
  },
  {
    title: 'matches set elements by their configured values, each stored element once',
    prior: {
      bag: [
        { key: 'a', made: '1', maybe: 'P' },
        { key: 'a', made: '2', maybe: 'Q' },
      ],
    },
    config: { bag: [{ key: 'a' }, { key: 'a', maybe: 'Q' }, { key: 'b' }] },
    proposed: {
      bag: [{ key: 'a', made: '1', maybe: 'P' }, { key: 'a', made: '2', maybe: 'Q' }, { key: 'b' }],
    },
  },
  {
    title: 'does not match a set element if its configured value differs',
    prior: { bag: [{ key: 'a', made: '1', maybe: 'P' }] },
    config: { bag: [{ key: 'a', maybe: 'other' }] },
    proposed: { bag: [{ key: 'a', maybe: 'other' }] },
  },
  {
    title: 'matches a set element by its nested values',
    prior: { nest: [{ list: [old], map: { a: old }, one: old, flat: ['x'] }] },
    config: {
      nest: [{ list: [{ key: 'k' }], map: { a: { key: 'k' } }, one: { key: 'k' }, flat: ['x'] }],
    },
    proposed: { nest: [{ list: [old], map: { a: old }, one: old, flat: ['x'] }] },
  },
  {
    title: 'does not match if a nested key, element, or inner set differs',
    prior: {
      nest: [
        { map: { a: old } },
        { list: [old, old] },
        { set: [old] },
        { flat: ['x'] },
        { one: { key: 'other' } },
      ],
    },
    config: {
      nest: [
        { map: { b: { key: 'k' } } },
        { list: [{ key: 'k' }] },
        { set: [{ key: 'k' }] },
        { flat: ['y'] },
        { one: { key: 'k' } },
      ],
    },
    proposed: {
      nest: [
        { map: { b: { key: 'k' } } },
        { list: [{ key: 'k' }] },
        { set: [{ key: 'k' }] },
        { flat: ['y'] },
        { one: { key: 'k' } },
      ],
    },
  },
  {
    title: 'expands an unknown list element if there was one before, and keeps it otherwise',
    prior: { several: [old] },
    config: { several: [unknown, unknown] },
    proposed: { several: [{ key: unknown, made: unknown, maybe: unknown }, unknown] },
  },
  {
    title: 'drops an optional and computed nested value that contained something configured',
    prior: { offered: [old] },
    config: {},
    proposed: {},
  },
  {
    title: 'keeps an optional and computed nested value that is entirely computed',
    prior: { offered: [{ made: 'M', maybe: 'P' }], found: [{ made: 'M' }] },
    config: {},
    proposed: { offered: [{ made: 'M', maybe: 'P' }], found: [{ made: 'M' }] },
  },
  {
    title: 'descends into nested objects',
    prior: { deep: { ...old, list: [old, old] } },
    config: { deep: { key: 'n', list: [{ key: 'm' }] } },
    proposed: { deep: { key: 'n', made: 'M', list: [{ key: 'm', made: 'M' }] } },
  },
  {
    title: 'distinguishes empty collections from null',
    prior: { several: [old], keyed: { x: old }, bag: [old] },
    config: { several: [], keyed: {}, bag: [] },
    proposed: { several: [], keyed: {}, bag: [] },
  },
]

for (const { title, prior, config, proposed } of cases) {
  t.test(title, async (t) => {
    t.strictSame(proposeNew(schema, valueOrNull(prior), value(config)), value(proposed))
  })
}

t.test('proposes null for a null configuration', async (t) => {
  t.equal(proposeNew(schema, null, null), null)
})
