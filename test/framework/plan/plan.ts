import t, { type Test } from 'tap'
import { type PlanRequest, plan } from '../../../src/framework/plan/plan.ts'
import {
  computed,
  optional,
  optionalComputed,
  required,
  writeOnly,
} from '../../../src/framework/schema/attribute.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import {
  int64,
  list,
  listNested,
  mapNested,
  setNested,
  singleNested,
  string,
  stringWith,
} from '../../../src/framework/schema/type.ts'
import { isUnknown, unknown } from '../../../src/framework/schema/unknown.ts'
import {
  buildObject,
  isObject,
  type ObjectValue,
  type Value,
} from '../../../src/framework/value/value.ts'

/** A value as plain data to compare: unknown as the text `?`. */
const show = (value: Value): unknown => {
  if (isUnknown(value)) return '?'
  if (Array.isArray(value)) return value.map(show)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, show(inner)]))
}

const deep = (value: unknown): Value =>
  Array.isArray(value)
    ? value.map(deep)
    : typeof value === 'object' && value !== null && !isUnknown(value)
      ? buildObject(Object.entries(value).map(([name, inner]) => [name, deep(inner)]))
      : (value as Value)

interface Case {
  readonly schema: Schema
  readonly config: object
  readonly prior?: object
  readonly proposed?: object
  readonly identity?: readonly string[]
  readonly updatable?: boolean
  readonly planned: object
  readonly replace?: readonly string[]
}

const check = (t: Test, { schema, identity = ['id'], updatable = true, ...at }: Case) => {
  const request = {
    config: deep(at.config),
    prior: at.prior === undefined ? null : deep(at.prior),
    proposed: deep(at.proposed ?? { ...at.prior, ...at.config }),
  } as PlanRequest
  const subject = { schema, identity, updatable }
  const { planned, replace: paths } = plan(subject, request)
  t.same(show(planned), at.planned)
  t.same(
    paths.map((path) => path.map((step) => Object.values(step)[0]).join('.')),
    at.replace ?? [],
  )
}

const token: Schema = {
  id: computed(int64, 'Id.', { stable: true }),
  name: required(string, 'Name.', { replace: true }),
  token_string: computed(string, 'Secret.', { once: true, sensitive: true }),
  last_used: computed(string, 'Last use.'),
}
const stored = { id: 1, name: 'okta', token_string: 's3', last_used: null }
const configured = (name: unknown) => ({ id: null, name, token_string: null, last_used: null })
const proposal = { ...stored }

const cases: Readonly<Record<string, Case>> = {
  'a create leaves open what only the API knows': {
    schema: token,
    config: configured('okta'),
    proposed: configured('okta'),
    planned: { id: '?', name: 'okta', token_string: '?', last_used: '?' },
  },
  'an unchanged configuration plans what is stored': {
    schema: token,
    config: configured('okta'),
    prior: stored,
    proposed: proposal,
    planned: stored,
  },
  'a null last_used alone proposes nothing': {
    schema: token,
    config: configured('okta'),
    prior: { ...stored, last_used: '2026' },
    proposed: { ...stored, last_used: '2026' },
    planned: { ...stored, last_used: '2026' },
  },
  'a rename replaces because of the name, and keeps what is stable': {
    schema: token,
    config: configured('entra'),
    prior: stored,
    proposed: { ...stored, name: 'entra' },
    planned: { id: 1, name: 'entra', token_string: 's3', last_used: '?' },
    replace: ['name'],
  },
  'a name not known yet may replace': {
    schema: token,
    config: configured(unknown),
    prior: stored,
    proposed: { ...stored, name: unknown },
    planned: { id: 1, name: '?', token_string: 's3', last_used: '?' },
    replace: ['name'],
  },
  'a secret that import could not know stays null': {
    schema: { ...token, note: optional(string, 'Note.') },
    config: { ...configured('okta'), note: 'new' },
    prior: { ...stored, token_string: null, note: null },
    proposed: { ...stored, token_string: null, note: 'new' },
    planned: { ...stored, token_string: null, note: 'new', last_used: '?' },
  },
  'a stable attribute that is null is asked for again': {
    schema: { ...token, created_at: computed(string, 'Creation.', { stable: true }) },
    config: { ...configured('entra'), created_at: null },
    prior: { ...stored, created_at: null },
    planned: { id: 1, name: 'entra', token_string: 's3', last_used: '?', created_at: '?' },
    proposed: { ...stored, name: 'entra', created_at: null },
    replace: ['name'],
  },
  'without an update every configurable change replaces': {
    schema: { id: computed(int64, 'Id.', { stable: true }), a: optional(string, 'A.') },
    config: { id: null, a: 'y' },
    prior: { id: 1, a: 'x' },
    proposed: { id: 1, a: 'y' },
    updatable: false,
    planned: { id: 1, a: 'y' },
    replace: ['a'],
  },
  'a default stands where the configuration is silent': {
    schema: { n: optionalComputed(int64, 'N.', { default: 3 }), s: required(string, 'S.') },
    config: { n: null, s: 'x' },
    proposed: { n: null, s: 'x' },
    planned: { n: 3, s: 'x' },
  },
  'removing an attribute with a default goes back to the default': {
    schema: { n: optionalComputed(int64, 'N.', { default: 3, replace: true }) },
    config: { n: null },
    prior: { n: 5 },
    proposed: { n: 5 },
    planned: { n: 3 },
    replace: ['n'],
  },
  'an API-decided attribute is no reason to replace': {
    schema: { n: optionalComputed(int64, 'N.', { replace: true }), s: required(string, 'S.') },
    config: { n: null, s: 'y' },
    prior: { n: 5, s: 'x' },
    proposed: { n: 5, s: 'y' },
    planned: { n: '?', s: 'y' },
  },
  'a write-only value is never planned': {
    schema: { p_wo: writeOnly(string, 'P.'), v: optional(int64, 'V.') },
    config: { p_wo: 'secret', v: 1 },
    proposed: { p_wo: null, v: 1 },
    planned: { p_wo: null, v: 1 },
  },
  'text that means the same keeps the stored text': {
    schema: {
      j: required(
        stringWith((a, b) => a.trim() === b.trim()),
        'J.',
      ),
      c: computed(string, 'C.'),
    },
    config: { j: ' {} ', c: null },
    prior: { j: '{}', c: 'x' },
    proposed: { j: ' {} ', c: 'x' },
    planned: { j: '{}', c: 'x' },
  },
  'an id of several attributes is known as soon as they are': {
    schema: {
      id: computed(string, 'Id.'),
      project_id: required(int64, 'Project.'),
      name: required(string, 'Name.'),
    },
    identity: ['project_id', 'name'],
    config: { id: null, project_id: 9007199254740993n, name: 'x' },
    proposed: { id: null, project_id: 9007199254740993n, name: 'x' },
    planned: { id: '9007199254740993:x', project_id: 9007199254740993n, name: 'x' },
  },
  'an id of several attributes is open while one of them is, whatever its flags': {
    schema: {
      id: computed(string, 'Id.', { stable: true }),
      project_id: required(int64, 'Project.'),
      name: required(string, 'Name.'),
    },
    identity: ['project_id', 'name'],
    config: { id: null, project_id: unknown, name: 'x' },
    prior: { id: '1:x', project_id: 1, name: 'x' },
    proposed: { id: '1:x', project_id: unknown, name: 'x' },
    planned: { id: '?', project_id: '?', name: 'x' },
  },
  'a default may leave out what the API fills': {
    schema: {
      n: optionalComputed(
        singleNested({ a: required(string, 'A.'), b: computed(string, 'B.') }),
        'N.',
        { default: { a: 'x' } },
      ),
    },
    config: { n: null },
    proposed: { n: null },
    planned: { n: { a: 'x', b: '?' } },
  },
  'removing an optional and computed object leaves what is stored, as with any other value': {
    schema: { o: optionalComputed(singleNested({ a: optional(string, 'A.') }), 'O.') },
    config: { o: null },
    prior: { o: { a: 'x' } },
    proposed: { o: null },
    planned: { o: { a: 'x' } },
  },
}

for (const [title, it] of Object.entries(cases)) t.test(title, async (t) => check(t, it))

const element: Schema = {
  key: required(string, 'Key.', { replace: true }),
  id: computed(int64, 'Id.', { stable: true }),
  mode: optionalComputed(string, 'Mode.', { default: 'all' }),
}
const old = [
  { key: 'a', id: 1, mode: 'all' },
  { key: 'b', id: 2, mode: 'all' },
]
const ask = (...keys: string[]) => keys.map((key) => ({ key, id: null, mode: null }))

t.test('an element of a list keeps what is stable only while it says the same', async (t) =>
  check(t, {
    schema: { of: required(listNested(element), 'Of.') },
    config: { of: ask('a', 'c') },
    prior: { of: old },
    proposed: { of: [old[0], { ...old[1], key: 'c' }] },
    planned: { of: [old[0], { key: 'c', id: '?', mode: 'all' }] },
    replace: ['of.1.key'],
  }),
)

t.test('elements of a set keep what is stable by what they say, in any order', async (t) =>
  check(t, {
    schema: { of: required(setNested(element), 'Of.') },
    config: { of: ask('b', 'c', 'a') },
    prior: { of: old },
    planned: { of: [old[1], { key: 'c', id: '?', mode: 'all' }, old[0]] },
    replace: ['of'],
  }),
)

t.test('elements of a map keep what is stable by their key', async (t) =>
  check(t, {
    schema: { of: required(mapNested(element), 'Of.') },
    config: { of: { x: ask('a')[0], z: ask('z')[0] } },
    prior: { of: { x: old[0], y: old[1] } },
    proposed: { of: { x: old[0], z: ask('z')[0] } },
    planned: { of: { x: old[0], z: { key: 'z', id: '?', mode: 'all' } } },
    replace: ['of.y.key', 'of.z.key'],
  }),
)

t.test('an unchanged set in another order proposes nothing', async (t) =>
  check(t, {
    schema: { of: required(setNested(element), 'Of.'), c: computed(string, 'C.') },
    config: { of: ask('b', 'a'), c: null },
    prior: { of: old, c: 'x' },
    planned: { of: [old[1], old[0]], c: 'x' },
    proposed: { of: [old[1], old[0]], c: 'x' },
  }),
)

t.test(
  'a change elsewhere does not replace because of what the API decides in elements',
  async (t) => {
    const inner: Schema = {
      name: required(string, 'N.', { replace: true }),
      serial: computed(string, 'S.'),
    }
    for (const nested of [setNested(inner), listNested(inner)])
      check(t, {
        schema: { of: optional(nested, 'Of.', { replace: true }), note: optional(string, 'Note.') },
        config: { of: [{ name: 'a', serial: null }], note: 'new' },
        prior: { of: [{ name: 'a', serial: 'S1' }], note: 'old' },
        planned: { of: [{ name: 'a', serial: '?' }], note: 'new' },
        proposed: { of: [{ name: 'a', serial: 'S1' }], note: 'new' },
      })
  },
)

t.test(
  'an element of a set that says less does not take the place of one that says the same',
  async (t) => {
    const inner: Schema = {
      set: required(string, 'S.'),
      project: optional(int64, 'P.'),
      id: computed(int64, 'Id.', { stable: true }),
    }
    const stored = [
      { set: 'a', project: 5, id: 1 },
      { set: 'a', project: null, id: 2 },
    ]
    check(t, {
      schema: { of: required(setNested(inner), 'Of.') },
      config: {
        of: [
          { set: 'a', project: null, id: null },
          { set: 'a', project: 5, id: null },
        ],
      },
      prior: { of: stored },
      planned: { of: stored.toReversed() },
    })
  },
)

t.test('an element that is not known yet keeps nothing of a stored one', async (t) =>
  check(t, {
    schema: { of: required(setNested(element), 'Of.') },
    config: { of: [{ key: unknown, id: null, mode: null }] },
    prior: { of: old },
    planned: { of: [{ key: '?', id: '?', mode: 'all' }] },
    replace: ['of'],
  }),
)

t.test("a type's own equality holds for defaults and in sets", async (t) => {
  const text = stringWith((a, b) => a.toLowerCase() === b.toLowerCase())
  check(t, {
    schema: {
      d: optionalComputed(text, 'D.', { default: 'abc' }),
      of: required(setNested({ k: required(text, 'K.'), c: computed(int64, 'C.') }), 'Of.'),
    },
    config: { d: null, of: [{ k: 'x', c: null }] },
    prior: { d: 'ABC', of: [{ k: 'X', c: 1 }] },
    planned: { d: 'ABC', of: [{ k: 'X', c: 1 }] },
    proposed: { d: 'ABC', of: [{ k: 'x', c: 1 }] },
  })
})

t.test('what is unknown in the configuration stays unknown at every depth', async (t) => {
  const schema: Schema = {
    one: optional(singleNested(element), 'One.'),
    many: optional(listNested(element), 'Many.'),
    some: optional(setNested(element), 'Some.'),
    keyed: optional(mapNested(element), 'Keyed.'),
    plain: optional(list(string), 'Plain.'),
  }
  const config = { one: unknown, many: [unknown], some: unknown, keyed: unknown, plain: unknown }
  check(t, {
    schema,
    config,
    proposed: config,
    planned: { one: '?', many: ['?'], some: '?', keyed: '?', plain: '?' },
  })
})

t.test('a plan with a change compares each configured value twice', async (t) => {
  let compared = 0
  const own = stringWith((a, b) => {
    compared += 1
    return a === b
  })
  const schema: Schema = {
    id: computed(string, 'Id.', { stable: true }),
    name: required(own, 'N.'),
  }
  const prior = deep({ id: '1', name: 'a' }) as ObjectValue
  const config = deep({ id: null, name: 'b' }) as ObjectValue
  const request = { config, prior, proposed: prior }
  plan({ schema, identity: ['id'], updatable: true }, request)
  t.equal(compared, 2, 'what the user changes, and what the API may change then')
})
