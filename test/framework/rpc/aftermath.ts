import { assert, asyncProperty, constantFrom, record } from 'fast-check'
import t, { type Test as T } from 'tap'
import { AttributeError, Incomplete, unknown } from '../../../src/framework/index.ts'
import type { Value } from '../../../src/framework/value/value.ts'
import { said, unwire, wire } from './fixture.ts'
import { cyclic, deep, hostile, revoked, throwing, unsound } from './fixture-hostile.ts'
import { partSchema, startThings, thingSchema, type Verbs } from './fixture-verbs.ts'

const started = async (verbs: Verbs) => {
  const call = startThings({ verbs })
  await call('ConfigureProvider', { config: wire({}, {}) })
  return call
}

const open = { id: unknown, size: unknown, secret: unknown, items: unknown }

const creating = {
  type_name: 'corner_thing',
  prior_state: wire(null, thingSchema),
  config: wire({ name: 'a', json: '{}' }, thingSchema),
  planned_state: wire({ name: 'a', json: '{}', ...open }, thingSchema),
}

const good = { id: 78, size: 3, secret: 's3cret', items: [{ label: 'x' }] }

/** Throws from the second time it is read on. */
const fickle = (): object => {
  let reads = 0
  return Object.defineProperty({ ...good }, 'size', {
    get: () => {
      reads += 1
      if (reads > 1) throw new Error('read twice')
      return 3
    },
  })
}

interface Lost {
  readonly returned: () => unknown
  /** The saved state beside `name`. */
  readonly saved: object
  readonly says: readonly RegExp[]
}

const isTainted = /The object exists with id 78\. It is saved to the state as tainted/
const none = { id: null, size: null, secret: null, items: null }

const lost: Readonly<Record<string, Lost>> = {
  'a text that the equality cannot parse': {
    returned: () => ({ ...good, json: '' }),
    saved: { ...good, json: '' },
    says: [],
  },
  'a field whose getter throws': {
    returned: () => throwing(good, 'size'),
    saved: { ...good, size: null },
    says: [/size: Incomplete state.*cannot be read/, isTainted],
  },
  'an id whose getter throws': {
    returned: () => throwing(good, 'id'),
    saved: { ...good, id: null },
    says: [/id: Incomplete state.*cannot be read/, /cannot be found again: id an unreadable value/],
  },
  'a field that can be read only once': { returned: fickle, saved: good, says: [] },
  'a proxy that throws': {
    returned: hostile,
    saved: none,
    says: [/value for size that cannot be read/, /cannot be found again: id an unreadable value/],
  },
  'a list of revoked proxies': {
    returned: () => ({ ...good, items: [revoked()] }),
    saved: { ...good, items: null },
    says: [/items.*cannot be read/, isTainted],
  },
  'a list that is a revoked proxy': {
    returned: () => ({ ...good, items: revoked() }),
    saved: { ...good, items: null },
    says: [/items.*cannot be read/, isTainted],
  },
  'a cyclic field': {
    returned: () => ({ ...good, items: [cyclic()] }),
    saved: { ...good, items: null },
    says: [/items\[0\]\.label: expected/, isTainted],
  },
  'a cyclic dynamic value': {
    returned: () => ({ ...good, any: cyclic() }),
    saved: { ...good, any: null },
    says: [/any/, isTainted],
  },
  'a dynamic value 100,000 levels deep': {
    returned: () => ({ ...good, any: deep() }),
    saved: { ...good, any: null },
    says: [/any/, isTainted],
  },
  'a date for a dynamic value': {
    returned: () => ({ ...good, any: { at: new Date(0) } }),
    saved: { ...good, any: null },
    says: [/any.at: expected/, isTainted],
  },
  'a dynamic value that is partly unknown': {
    returned: () => ({ ...good, any: { at: unknown } }),
    saved: good,
    says: [/did not return any.at/, isTainted],
  },
  'a field of another type': {
    returned: () => ({ ...good, size: 'three', secret: 7 }),
    saved: { ...good, size: null, secret: null },
    says: [/size: expected a whole number/, isTainted, /secret: expected a string/],
  },
  'an unknown value': {
    returned: () => ({ ...good, size: unknown }),
    saved: { ...good, size: null },
    says: [/did not return size/, isTainted],
  },
  'an id that is no number': {
    returned: () => ({ ...good, id: '78x' }),
    saved: { ...good, id: null },
    says: [
      /id: expected a whole number/,
      /cannot be found again: id "78x" was returned/,
      /state rm/,
    ],
  },
  'an id that is an object': {
    returned: () => ({ ...good, id: { id: 78 } }),
    saved: { ...good, id: null },
    says: [/id: expected/, /cannot be found again: id an object was returned/],
  },
  'null for the id': {
    returned: () => ({ ...good, id: null }),
    saved: { ...good, id: null },
    says: [/created an object but returned no id/, /state rm/],
  },
  'everything but the id': {
    returned: () => ({ ...good, id: undefined }),
    saved: { ...good, id: null },
    says: [/did not return id/, /state rm/],
  },
  nothing: {
    returned: () => undefined,
    saved: none,
    says: [/returned nothing instead of the object's attributes/, /cannot be found again/],
  },
  null: { returned: () => null, saved: none, says: [/returned nothing/] },
  'a list': { returned: () => [good], saved: none, says: [/returned a list/] },
  'a string': { returned: () => '78', saved: none, says: [/returned a string/] },
  'a function': { returned: () => () => good, saved: none, says: [/returned a function/] },
  'a map': {
    returned: () => new Map(Object.entries(good)),
    saved: { ...none, size: 4 },
    says: [/did not return id, secret, items/],
  },
}

const check = (t: T, messages: readonly string[], says: readonly RegExp[]) => {
  if (says.length === 0) t.same(messages, [])
  for (const pattern of says) t.match(messages.join('\n'), pattern)
}

for (const [title, { returned, saved, says }] of Object.entries(lost))
  t.test(`saves what is sound when a create returns ${title}`, async (t) => {
    const call = await started({ create: returned })
    const answer = await call('ApplyResourceChange', creating)
    t.match(unwire(answer.new_state, thingSchema), { name: 'a', json: '{}', ...saved })
    check(t, said(answer), says)
  })

const half = { id: 78, secret: 's3cret' }
const incomplete = (fields: object = half) => new Incomplete({ ...fields }, new Error('half made'))

t.test('keeps what an Incomplete contains, whatever it is wrapped in', async (t) => {
  const call = await started({
    create: () => {
      throw new AggregateError([new Error('first'), incomplete()])
    },
  })
  const answer = await call('ApplyResourceChange', creating)
  t.match(unwire(answer.new_state, thingSchema), { name: 'a', ...half, size: null })
  check(t, said(answer), [/Could not create corner_thing/, isTainted])
})

t.test('keeps the sound fields of an Incomplete, and names the others', async (t) => {
  const call = await started({
    create: () => {
      throw new Incomplete(
        throwing({ ...half, items: [revoked()] }, 'size') as never,
        new Error('x'),
      )
    },
  })
  const answer = await call('ApplyResourceChange', creating)
  t.match(unwire(answer.new_state, thingSchema), { ...half, items: null, size: null })
  check(t, said(answer), [/size: .*cannot be read/, /items: .*cannot be read/, isTainted])
})

const stored = { name: 'a', json: '{}', ...good }

const updating = {
  type_name: 'corner_thing',
  prior_state: wire(stored, thingSchema),
  config: wire({ name: 'b', json: '[]' }, thingSchema),
  planned_state: wire({ ...stored, name: 'b', json: '[]', size: unknown }, thingSchema),
}

const planned = { ...stored, name: 'b', json: '[]' }

const changed = /The object with id 78 may be partly updated/

const updates: Readonly<Record<string, Lost>> = {
  'a field whose getter throws': {
    returned: () => throwing({}, 'size'),
    saved: planned,
    says: [/size: Incomplete state/, changed],
  },
  nothing: {
    returned: () => undefined,
    saved: planned,
    says: [/returned nothing/, changed],
  },
  'another id': {
    returned: () => ({ size: 4, id: 79 }),
    saved: { ...planned, size: 4 },
    says: [/The object "78" was requested, but "79" was returned/],
  },
  'null for the id': {
    returned: () => ({ size: 4, id: null }),
    saved: { ...planned, size: 4 },
    says: [/The object "78" was requested, but "null" was returned/],
  },
  'an id of another type': {
    returned: () => ({ size: 4, id: {} }),
    saved: { ...planned, size: 4 },
    says: [/id: expected a whole number/],
  },
}

for (const [title, { returned, saved, says }] of Object.entries(updates))
  t.test(`keeps the object when an update returns ${title}`, async (t) => {
    const call = await started({ update: returned })
    const answer = await call('ApplyResourceChange', updating)
    t.match(unwire(answer.new_state, thingSchema), saved)
    check(t, said(answer), says)
  })

t.test('an update that ended half-way saves what it reached, wherever it says so', async (t) => {
  const call = await started({
    update: () => {
      throw new AggregateError([new Incomplete({ size: 9, json: 'oops' }, new Error('half'))])
    },
  })
  const answer = await call('ApplyResourceChange', updating)
  t.match(unwire(answer.new_state, thingSchema), { ...stored, size: 9, json: 'oops' })
  check(t, said(answer), [/Could not update corner_thing. half/, changed])
})

t.test('a verb that changes the state it was given changes nothing', async (t) => {
  const call = await started({
    update: ({ state }) => {
      for (const name of Object.keys(state ?? {})) Reflect.deleteProperty(state ?? {}, name)
      throw new Incomplete({}, new Error('half'))
    },
  })
  const answer = await call('ApplyResourceChange', updating)
  t.match(unwire(answer.new_state, thingSchema), stored)
})

t.test('a delete that ended half-way keeps the object with what it says', async (t) => {
  const call = await started({
    delete: () => {
      throw new Error('outer', { cause: new Incomplete({ size: 0 }, new Error('half')) })
    },
  })
  const answer = await call('ApplyResourceChange', {
    ...updating,
    planned_state: wire(null, thingSchema),
  })
  t.match(unwire(answer.new_state, thingSchema), { ...stored, size: 0 })
  check(t, said(answer), [/The object with id 78 may be partly deleted/])
})

t.test('a composite id that cannot be formed keeps the object, and shows its parts', async (t) => {
  const call = await started({ create: () => ({ owner: null }) })
  const answer = await call('ApplyResourceChange', {
    type_name: 'corner_part',
    prior_state: wire(null, partSchema),
    config: wire({ name: 'a' }, partSchema),
    planned_state: wire({ name: 'a', id: unknown, owner: unknown }, partSchema),
  })
  t.match(unwire(answer.new_state, partSchema), { name: 'a', id: null, owner: null })
  check(t, said(answer), [/did not return id/, /cannot be found again: owner null was returned/])
})

t.test('what a judgement of absence throws is not a judgement', async (t) => {
  const call = startThings({
    verbs: {
      read: () => {
        throw new AttributeError([], '503')
      },
      delete: () => {
        throw new AttributeError([], '503')
      },
    },
    provider: {
      isAbsent: () => {
        throw new TypeError('of the judgement')
      },
    },
  })
  await call('ConfigureProvider', { config: wire({}, {}) })
  const current_state = wire(stored, thingSchema)
  const read = await call('ReadResource', { type_name: 'corner_thing', current_state })
  const planned_state = wire(null, thingSchema)
  const deleted = await call('ApplyResourceChange', { ...updating, planned_state })
  for (const answer of [read, deleted]) {
    t.match(unwire(answer.new_state, thingSchema), stored)
    t.match(said(answer), [/503/])
  }
})

for (const verb of ['update', 'delete'] as const)
  t.test(`a state without an id is not ${verb}d: nothing is asked of the API`, async (t) => {
    const call = await started({ [verb]: () => t.fail('asked') })
    const prior_state = wire({ ...stored, id: null }, thingSchema)
    const planned_state =
      verb === 'delete' ? wire(null, thingSchema) : wire({ ...stored, id: null }, thingSchema)
    const answer = await call('ApplyResourceChange', { ...updating, prior_state, planned_state })
    t.match(said(answer), [new RegExp(`Could not ${verb} corner_thing. The state has no id`)])
    t.match(unwire(answer.new_state, thingSchema), { ...stored, id: null })
  })

const sound: Readonly<Record<string, Value>> = { ...good, json: '[1]', name: 'b' }

t.test('whatever a create returns, each sound attribute is saved', async (t) => {
  const choice = record(
    Object.fromEntries(
      Object.keys(sound).map((name) => [name, constantFrom(undefined, ...unsound)]),
    ),
  )
  await assert(
    asyncProperty(choice, async (bad) => {
      const call = await started({
        create: () =>
          Object.fromEntries(
            Object.entries(sound).map(([name, value]) => {
              const make = bad[name]
              return [name, make === undefined ? value : make()]
            }),
          ),
      })
      const answer = await call('ApplyResourceChange', creating)
      const state = unwire(answer.new_state, thingSchema)
      const kept = Object.entries(sound).filter(([name]) => bad[name] === undefined)
      t.match(state, Object.fromEntries(kept))
      if (kept.length < 6) t.match(said(answer).join(), 'The object exists')
    }),
    { numRuns: 200 },
  )
})
