import * as fc from 'fast-check'
import t from 'tap'
import { correlate, correlateEqual } from '../../../src/framework/plan/correlate.ts'
import { CONFIGURED, RETURNED } from '../../../src/framework/plan/reading.ts'
import {
  computed,
  optional,
  optionalComputed,
  required,
} from '../../../src/framework/schema/attribute.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import {
  int64,
  listNested,
  mapNested,
  normalized,
  set,
  setNested,
  singleNested,
  string,
  stringWith,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import type { Value } from '../../../src/framework/value/value.ts'

const text = stringWith((a, b) => a.toLowerCase() === b.toLowerCase())
const inner: Schema = {
  a: required(string, 'A.'),
  b: optionalComputed(string, 'B.'),
  c: computed(string, 'C.'),
}
const schema: Schema = {
  name: optional(string, 'N.'),
  size: optionalComputed(int64, 'S.'),
  text: optional(text, 'T.'),
  one: optional(singleNested(inner), 'O.'),
  several: optional(listNested(inner), 'S.'),
  keyed: optional(mapNested(inner), 'K.'),
  bag: optional(setNested(inner), 'B.'),
  words: optional(set(string), 'W.'),
  serial: computed(string, 'S.', { stable: true }),
}

const empty = Object.fromEntries(Object.keys(schema).map((name) => [name, null]))
const element = (fields: object): Value => ({ ...empty, ...fields })
const asked = { a: 'x', b: null, c: null }
const known = { a: 'x', b: 'made', c: 'made' }

/** What is said, what is stored, and for each element that is said the index of its stored one. */
type Case = readonly [
  title: string,
  said: readonly object[],
  stored: readonly object[],
  found: readonly (number | undefined)[],
]

const configured: readonly Case[] = [
  [
    'equal elements, in any order',
    [{ name: 'a' }, { name: 'b' }],
    [{ name: 'b' }, { name: 'a' }],
    [1, 0],
  ],
  ['null is none where only a user can say it', [{ name: null }], [{ name: 'a' }], [undefined]],
  ['null is silent where the API may decide', [{ name: 'a' }], [{ name: 'a', size: 1 }], [0]],
  [
    'an equal element first, a silent one last',
    [{ name: 'a' }, { name: 'a', size: 1 }],
    [
      { name: 'a', size: 1 },
      { name: 'a', size: 2 },
    ],
    [1, 0],
  ],
  [
    'a silent element leaves to others what only they can have',
    [{ name: 'a' }, { name: 'a', text: null, size: 1, several: [asked] }],
    [
      { name: 'a', size: 1, several: [known] },
      { name: 'a', size: 2 },
    ],
    [1, 0],
  ],
  [
    'text that means the same, but the equal one first',
    [{ text: 'a' }, { text: 'A' }],
    [{ text: 'A' }, { text: 'b' }],
    [undefined, 0],
  ],
  ['text that means the same', [{ text: 'a', name: 'n' }], [{ text: 'A', name: 'n' }], [0]],
  ['text that means the same beside silence', [{ text: 'a' }], [{ text: 'A', size: 3 }], [0]],
  ['a computed part of an object', [{ one: asked }], [{ one: known }], [0]],
  ['a computed part of an element of a list', [{ several: [asked] }], [{ several: [known] }], [0]],
  ['a computed part of an entry', [{ keyed: { k: asked } }], [{ keyed: { k: known } }], [0]],
  ['a computed part of an element of a set', [{ bag: [asked] }], [{ bag: [known] }], [0]],
  [
    'another key is another element',
    [{ keyed: { l: asked } }],
    [{ keyed: { k: known } }],
    [undefined],
  ],
  [
    'an element more is another element',
    [{ several: [asked, asked] }],
    [{ several: [known] }],
    [undefined],
  ],
  [
    'an inner set that says another thing',
    [{ bag: [{ ...asked, a: 'y' }] }],
    [{ bag: [known] }],
    [undefined],
  ],
  ['an object that is not there', [{ one: null }], [{ one: known }], [undefined]],
  ['a plain set, in any order', [{ words: ['a', 'b'] }], [{ words: ['b', 'a'] }], [0]],
  [
    'more elements than are stored',
    [{ name: 'a' }, { name: 'b' }],
    [{ name: 'a' }],
    [0, undefined],
  ],
  ['what is not known yet', [{ name: unknown }], [{ name: 'a' }], [undefined]],
]

const indexes = (found: readonly (Value | undefined)[], stored: readonly Value[]) =>
  found.map((one) => (one === undefined ? undefined : stored.indexOf(one)))

for (const [title, said, stored, found] of configured)
  t.test(`configured elements are matched: ${title}`, async (t) => {
    const sides = [said.map(element), stored.map(element)] as const
    t.same(indexes(correlate(schema, sides, CONFIGURED), sides[1]), found)
  })

t.test('in a set that is not known in full only equal elements are matched', async (t) => {
  const said = [{ name: 'a' }, { name: 'b' }, { text: 'c' }].map(element)
  const stored = [{ name: 'a', size: 1 }, { name: 'b' }, { text: 'C' }].map(element)
  const found = correlateEqual(schema, [said, stored], CONFIGURED)
  t.same(indexes(found, stored), [undefined, 1, undefined])
})

const open = Object.fromEntries(Object.keys(schema).map((name) => [name, unknown]))
const returned = (fields: object): Value => ({ ...open, ...fields })

const answers: readonly Case[] = [
  ['by what is returned', [{ name: 'b' }, { name: 'a' }], [{ name: 'a' }, { name: 'b' }], [1, 0]],
  ['null is none', [{ name: null }], [{ name: 'a' }, {}], [1]],
  ['what a plan left open', [{ name: 'a', size: 3 }], [{ name: 'a', size: unknown }], [0]],
  [
    'by what never changes',
    [{ name: 'a', serial: '2' }],
    [
      { name: 'a', serial: '1' },
      { name: 'a', serial: '2' },
    ],
    [1],
  ],
  [
    'each by what it says',
    [{ name: 'a' }, { text: 'x' }],
    [
      { name: 'a', text: 'X' },
      { name: 'a', text: 'y' },
    ],
    [1, 0],
  ],
]

for (const [title, said, stored, found] of answers)
  t.test(`returned elements are matched: ${title}`, async (t) => {
    const sides = [said.map(returned), stored.map(element)] as const
    t.same(indexes(correlate(schema, sides, RETURNED), sides[1]), found)
  })

t.test('each stored element is used once, and found wherever it can be', async () => {
  const part = fc.record({ a: fc.constantFrom('x', 'y'), b: fc.constantFrom(null, 'p', 'q') })
  const few = fc.uniqueArray(part, { maxLength: 4, selector: (one) => `${one.a}${one.b}` })
  fc.assert(
    fc.property(few, fc.infiniteStream(fc.constantFrom('p', 'q')), (elements, fill) => {
      const said = elements.map((one) => ({ ...one, c: null }))
      const full = elements.map(({ a, b }) => ({ a, b: b ?? fill.next().value ?? 'p', c: 'c' }))
      const found = correlate(inner, [said, full.toReversed()], CONFIGURED)
      return new Set(found).size === elements.length && !found.includes(undefined)
    }),
  )
})

/** Milliseconds of work, however busy the machine is. */
const spentSince = (start: NodeJS.CpuUsage): number => process.cpuUsage(start).user / 1000

t.test('texts that have one form are sought by it, in thousands', async (t) => {
  const count = 4000
  const json: Schema = {
    json: required(
      normalized((it) => JSON.stringify(JSON.parse(it))),
      'J.',
    ),
    size: optionalComputed(int64, 'S.'),
  }
  const said = Array.from(
    { length: count },
    (_, at): Value => ({ json: `{"a":${at}}`, size: null }),
  )
  const stored = Array.from(
    { length: count },
    (_, at): Value => ({ json: `{ "a": ${at} }`, size: 5 }),
  )
  const start = process.cpuUsage()
  const found = correlate(json, [said, stored.toReversed()], CONFIGURED)
  t.ok(spentSince(start) < 1500)
  t.same(indexes(found.slice(0, 3), stored), [0, 1, 2])
  const wrong = [{ json: 'oops', size: null }]
  t.same(correlate(json, [wrong, stored.slice(0, 1)], CONFIGURED), [undefined])
})

t.test('ten thousand matches may move for one element', async (t) => {
  const count = 10_000
  const pair: Schema = { b: optionalComputed(string, 'B.'), c: optionalComputed(string, 'C.') }
  const value = (at: number): Value =>
    at % 2 === 0 ? { b: `v${at}`, c: null } : { b: null, c: `v${at}` }
  const both = (at: number): Value =>
    at % 2 === 0 ? { b: `v${at}`, c: `v${at + 1}` } : { b: `v${at + 1}`, c: `v${at}` }
  // Each element takes the stored one before it, until the last element needs the first stored one.
  const said = [...Array.from({ length: count }, (_, at) => value(at + 1)), value(0)]
  const stored = Array.from({ length: count + 1 }, (_, at) => both(at))
  const found = correlate(pair, [said, stored], CONFIGURED)
  t.equal(new Set(found).size, count + 1)
  t.notOk(found.includes(undefined))
})

t.test('elements of nested lists are found by what is set in them, in thousands', async (t) => {
  let compared = 0
  const same = (a: string, b: string): boolean => {
    compared += 1
    return a === b
  }
  const step = { v: optionalComputed(string, 'V.'), w: optionalComputed(stringWith(same), 'W.') }
  const steps: Schema = { l: required(listNested(step), 'L.') }
  const said = Array.from({ length: 2000 }, (_, at): Value => ({ l: [{ v: `x${at}`, w: null }] }))
  const stored = Array.from({ length: 2000 }, (_, at): Value => ({ l: [{ v: `x${at}`, w: 'w' }] }))
  const found = correlate(steps, [said, stored.toReversed()], CONFIGURED)
  t.same(indexes(found, stored), [...stored.keys()])
  t.ok(compared <= stored.length, `${compared} comparisons`)
})

const partly: readonly (readonly [said: Value, stored: Value, matches: boolean])[] = [
  [[{ v: 'a', w: null }], [{ v: 'a', w: 'b' }], true],
  [
    [{ v: 'a', w: null }],
    [
      { v: 'a', w: 'b' },
      { v: 'a', w: 'b' },
    ],
    false,
  ],
  [
    [
      { v: 'a', w: null },
      { v: null, w: 'c' },
    ],
    [
      { v: 'a', w: 'b' },
      { v: 'd', w: 'c' },
    ],
    true,
  ],
  [[{ v: null, w: null }], [{ v: 'a', w: 'b' }], true],
  [[], [], true],
  [[], [{ v: 'a', w: 'b' }], false],
  [[], null, false],
]

for (const [said, stored, matches] of partly)
  t.test(`a nested list ${JSON.stringify(said)} and ${JSON.stringify(stored)}`, async (t) => {
    const step = { v: optionalComputed(string, 'V.'), w: optionalComputed(string, 'W.') }
    const steps: Schema = { l: optional(listNested(step), 'L.') }
    const [found] = correlate(steps, [[{ l: said }], [{ l: stored }]], CONFIGURED)
    t.equal(found !== undefined, matches)
  })

t.test('thousands of elements do not block the loop', async (t) => {
  const count = 4000
  const flat: Schema = {
    name: required(string, 'N.'),
    note: optional(string, 'N.'),
    size: optionalComputed(int64, 'S.'),
    inner: optional(singleNested(inner), 'I.'),
  }
  const said = Array.from({ length: count }, (_, index): Value => {
    return { name: `n${index}`, note: null, size: null, inner: { ...asked, a: `a${index}` } }
  })
  const stored = Array.from({ length: count }, (_, index): Value => {
    return { name: `n${index}`, note: null, size: 5, inner: { ...known, a: `a${index}` } }
  })
  const start = process.cpuUsage()
  const found = correlate(flat, [said, stored.toReversed()], CONFIGURED)
  const spent = spentSince(start)
  t.same(indexes(found.slice(0, 3), stored), [0, 1, 2])
  t.comment(`${Math.round(spent)} ms for ${count} elements`)
  // All pairs took 2.9 s.
  t.ok(spent < 1500)
})
