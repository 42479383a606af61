import t from 'tap'
import { plan } from '../../../src/framework/plan/plan.ts'
import {
  computed,
  optional,
  optionalComputed,
  required,
} from '../../../src/framework/schema/attribute.ts'
import { formatPath } from '../../../src/framework/schema/path.ts'
import type { Schema, Type } from '../../../src/framework/schema/schema.ts'
import {
  listNested,
  mapNested,
  setNested,
  singleNested,
  string,
  stringWith,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { buildObject, type ObjectValue } from '../../../src/framework/value/value.ts'
import { type ConfigInput, readConfig } from '../../core/config.ts'
import { proposeNew } from '../../core/propose.ts'

const element: Schema = {
  name: optional(string, 'N.'),
  region: optional(string, 'R.', { replace: true }),
  serial: computed(string, 'S.', { replace: true }),
}
const eu = { name: 'a', region: 'eu', serial: 's' }
const ask = { name: 'a', region: 'eu' }

const nestings: Readonly<
  Record<string, { of: Type<unknown>; wrap: (one: unknown) => unknown; at: string }>
> = {
  single: { of: singleNested(element), wrap: (one: unknown) => one, at: 'z' },
  list: { of: listNested(element), wrap: (one: unknown) => [one], at: 'z[0]' },
  map: { of: mapNested(element), wrap: (one: unknown) => ({ k: one }), at: 'z["k"]' },
  set: { of: setNested(element), wrap: (one: unknown) => [one], at: 'z' },
}

const pathsOf = (schema: Schema, prior: ConfigInput, config: ConfigInput) => {
  const read = readConfig(schema, config)
  const request = {
    config: read,
    prior: { ...readConfig(schema, prior) },
    // A proposal of an object for an object is one.
    proposed: proposeNew(schema, readConfig(schema, prior), read) as ObjectValue,
  }
  return plan({ schema, identity: ['id'], updatable: true }, request).replace.map(formatPath)
}

/** What changes, and whether that replaces: the same for every nesting. */
const changes: readonly (readonly [string, object | null, unknown, 'region' | 'itself' | ''])[] = [
  ['nothing', eu, ask, ''],
  ['another attribute', eu, { ...ask, name: 'b' }, ''],
  ['the attribute', eu, { ...ask, region: 'us' }, 'region'],
  ['the attribute, now left out', eu, { name: 'a' }, 'region'],
  ['an element that brings the attribute', null, ask, 'region'],
  ['an element that does not bring it', null, { name: 'a' }, ''],
  ['an element that goes with the attribute', eu, null, 'region'],
  ['an element that goes without it', { ...eu, region: null }, null, ''],
  ['the attribute, not known yet', eu, { ...ask, region: unknown }, 'region'],
  ['an element that is not known yet', eu, unknown, 'itself'],
]

for (const [nesting, { of, wrap, at }] of Object.entries(nestings))
  for (const [title, before, after, where] of changes)
    t.test(`in a nested ${nesting}: ${title}`, async (t) => {
      const schema: Schema = { z: optional(of, 'Z.') }
      const [prior, config] = [before, after].map((one) => ({ z: one === null ? null : wrap(one) }))
      const whole = nesting === 'set' || where === 'itself' ? at : `${at}.${where}`
      t.same(pathsOf(schema, prior ?? {}, config ?? {}), where === '' ? [] : [whole])
    })

t.test('a collection that is not known yet may replace', async (t) => {
  for (const { of, wrap } of Object.values(nestings)) {
    const schema: Schema = { z: optional(of, 'Z.') }
    t.same(pathsOf(schema, { z: wrap(eu) }, { z: unknown }), ['z'])
    t.same(pathsOf(schema, { z: null }, { z: unknown }), ['z'])
  }
})

t.test('a nested attribute without such a flag never replaces', async (t) => {
  const plain: Schema = { z: optional(listNested({ name: optional(string, 'N.') }), 'Z.') }
  t.same(pathsOf(plain, { z: [{ name: 'a' }] }, { z: unknown }), [])
})

t.test('in a set, elements count and their order does not', async (t) => {
  const schema: Schema = { z: optional(setNested(element), 'Z.') }
  const us = { name: 'b', region: 'us' }
  t.same(pathsOf(schema, { z: [eu, us] }, { z: [us, ask] }), [])
  t.same(pathsOf(schema, { z: [eu, us] }, { z: [{ ...us, name: 'c' }, ask] }), [])
  t.same(pathsOf(schema, { z: [eu] }, { z: [ask, { ...ask, name: 'b' }] }), ['z'])
  t.same(pathsOf(schema, { z: [eu, us] }, { z: [ask, { ...us, name: unknown }] }), ['z'])
})

t.test('in a set, what is left to the API replaces nothing', async (t) => {
  const region = optionalComputed(string, 'R.', { replace: true })
  const schema: Schema = { z: optional(setNested({ name: required(string, 'N.'), region }), 'Z.') }
  t.same(pathsOf(schema, { z: [{ name: 'a', region: 'eu' }] }, { z: [{ name: 'a' }] }), [])
  t.same(pathsOf(schema, { z: [{ name: 'a', region: 'eu' }] }, { z: [{ name: 'b' }] }), [])
  t.same(pathsOf(schema, { z: [{ name: 'a', region: 'eu' }] }, { z: [] }), ['z'])
})

t.test('in a set, a flag is found at any depth', async (t) => {
  for (const { of, wrap } of Object.values(nestings)) {
    const schema: Schema = { z: optional(setNested({ inner: optional(of, 'I.') }), 'Z.') }
    const config = (region: string) => ({ z: [{ inner: wrap({ ...ask, region }) }] })
    t.same(pathsOf(schema, { z: [{ inner: wrap(eu) }] }, config('eu')), [])
    t.same(pathsOf(schema, { z: [{ inner: wrap(eu) }] }, config('us')), ['z'])
  }
})

t.test('text that means the same is no reason to replace', async (t) => {
  const text = stringWith((a, b) => a.toLowerCase() === b.toLowerCase())
  const schema: Schema = {
    z: optional(setNested({ t: required(text, 'T.', { replace: true }) }), 'Z.'),
  }
  t.same(pathsOf(schema, { z: [{ t: 'A' }] }, { z: [{ t: 'a' }] }), [])
  t.same(pathsOf(schema, { z: [{ t: 'A' }] }, { z: [{ t: 'b' }] }), ['z'])
})

t.test('without an update, what a plan hook changes replaces as well', async (t) => {
  const schema: Schema = { a: optional(string, 'A.'), v: computed(string, 'V.') }
  const state = buildObject<string>([
    ['a', 'x'],
    ['v', 'old'],
  ])
  const config = readConfig(schema, { a: 'x' })
  const request = { config, prior: state, proposed: state }
  const subject = { schema, identity: ['id'], updatable: false }
  for (const v of ['new', unknown]) {
    const { planned, replace } = plan(subject, request, { v })
    t.same(replace.map(formatPath), ['v'])
    t.same(planned, { a: 'x', v })
  }
  t.same(plan(subject, request).replace, [])
})
