import t from 'tap'
import { Incomplete, unknown } from '../../../src/framework/index.ts'
import { decodePrivate, encodePrivate } from '../../../src/framework/rpc/private-state.ts'
import type { Scope } from '../../../src/framework/rpc/scope.ts'
import { said, unwire, wire } from './fixture.ts'
import { AbsentError, startThings, thingSchema, type Verbs } from './fixture-verbs.ts'

const type_name = 'corner_thing'
const stored = { id: 7, name: 'a', size: 1, secret: 's3cret', items: null }
const foreign = Buffer.from('{"schema_version":"1"}')

const keptIn = (scope: Scope | undefined, values = {}) =>
  Buffer.from(encodePrivate('corner', { scope, values, foreign }))

const scopeIn = (secret: Uint8Array | undefined) => decodePrivate('corner', secret).scope

const started = async (scope: Scope | undefined, verbs: Verbs) => {
  const call = startThings({ verbs, provider: { scope: () => scope } })
  await call('ConfigureProvider', { config: wire({}, {}) })
  return call
}

const answering: Verbs = {
  create: () => ({ ...stored }),
  read: () => ({ ...stored }),
  update: () => ({ size: 2 }),
  delete: () => undefined,
}

const one = { account_id: '1' }
const two = { account_id: '2' }

const pick = (secret: Uint8Array | undefined) => (secret ? { private: secret } : {})

const reading = { type_name, current_state: wire(stored, thingSchema) }

const changing = (planned: object | null, secret: Buffer) => ({
  type_name,
  prior_state: wire(stored, thingSchema),
  config: wire({ name: 'b' }, thingSchema),
  planned_state: wire(planned === null ? null : { ...stored, name: 'b' }, thingSchema),
  planned_private: secret,
})

const creating = {
  type_name,
  prior_state: wire(null, thingSchema),
  config: wire({ name: 'a' }, thingSchema),
  planned_state: wire({ name: 'a', id: unknown, size: unknown, secret: unknown }, thingSchema),
}

t.test('a create keeps the scope, and not what its predecessor kept', async (t) => {
  const call = await started(two, answering)
  const answer = await call('ApplyResourceChange', {
    ...creating,
    planned_private: keptIn(one, { of: 'the predecessor' }),
  })
  t.same(said(answer), [])
  t.same(decodePrivate('corner', answer.private), { scope: two, values: {}, foreign })
})

const unnamed: Readonly<Record<string, unknown>> = {
  'a null value': { account_id: null },
  'an undefined value': { account_id: undefined },
  'an empty text': { account_id: '' },
  'a symbol': { account_id: Symbol('x') },
  'an object': { account_id: { id: 1 } },
  nothing: {},
  null: null,
}

for (const [title, scope] of Object.entries(unnamed))
  t.test(`${title} is not recorded as a scope, and the next read records it`, async (t) => {
    // No type of a declaration allows them.
    let configured = scope as Scope
    const call = startThings({ verbs: answering, provider: { scope: () => configured } })
    await call('ConfigureProvider', { config: wire({}, {}) })
    const created = await call('ApplyResourceChange', creating)
    t.equal(scopeIn(created.private), undefined)
    configured = one
    const answer = await call('ReadResource', { ...reading, ...pick(created.private) })
    t.same(said(answer), [])
    t.same(scopeIn(answer.private), one)
  })

t.test('a promise of a scope is an error before anything is created', async (t) => {
  const verbs = { ...answering, create: () => t.fail('nothing may be created') }
  const call = await started(Promise.reject(new Error('late')) as never, verbs)
  t.match(said(await call('ApplyResourceChange', creating)), [/The scope returned a promise/])
})

t.test('a number is recorded as text', async (t) => {
  const call = await started({ account_id: 1 } as never, answering)
  t.same(scopeIn((await call('ApplyResourceChange', creating)).private), one)
})

t.test('an import and a read of a state without a scope learn it', async (t) => {
  const call = await started(one, answering)
  const imported = await call('ImportResourceState', { type_name, id: '7' })
  t.same(scopeIn(imported.imported_resources?.[0]?.private), one)
  const read = await call('ReadResource', { ...reading, private: foreign })
  t.same(decodePrivate('corner', read.private), { scope: one, values: {}, foreign })
})

t.test('a read learns nothing where it does not find the object', async (t) => {
  const failing = async (read: () => unknown) =>
    (await started(one, { read }))('ReadResource', {
      ...reading,
      private: foreign,
    })
  const gone = await failing(() => {
    throw new AbsentError('gone')
  })
  t.equal(unwire(gone.new_state, thingSchema), null)
  const failed = await failing(() => {
    throw new Error('503')
  })
  for (const answer of [gone, failed]) t.same(answer.private, foreign)
})

t.test('an update does not learn it: an object of the same id may be another one', async (t) => {
  const call = await started(one, answering)
  const answer = await call('ApplyResourceChange', changing({}, foreign))
  t.same(said(answer), [])
  t.same(answer.private, foreign)
})

const others: Readonly<Record<string, readonly [kept: Scope, configured: Scope]>> = {
  'another account': [one, two],
  'one of several names that differs': [
    { account_id: '1', region: 'eu' },
    { account_id: '1', region: 'us' },
  ],
}

const refuse = () => {
  throw new Error('a request was made')
}

for (const [title, [kept, configured]] of Object.entries(others))
  t.test(`${title} is an error for every verb; nothing is requested or changed`, async (t) => {
    const call = await started(configured, { read: refuse, update: refuse, delete: refuse })
    const secret = keptIn(kept)
    const answers = [
      await call('ReadResource', { ...reading, private: secret }),
      await call('ApplyResourceChange', changing({}, secret)),
      await call('ApplyResourceChange', changing(null, secret)),
    ]
    const [name = '', was = ''] =
      Object.entries(kept).find(([key, value]) => configured[key] !== value) ?? []
    const says = `belongs to ${name} "${was}", but the provider is configured with ${name} "${configured[name]}"`
    for (const answer of answers) {
      t.match(said(answer).join('\n'), says)
      t.match(unwire(answer.new_state, thingSchema), stored)
      t.same(answer.private, secret)
    }
  })

const same: Readonly<Record<string, readonly [kept: Scope, configured: Scope | undefined, Scope]>> =
  {
    'the same scope': [one, one, one],
    'a name that a newer version added': [one, { ...one, region: 'eu' }, { ...one, region: 'eu' }],
    'a name that a newer version removed': [
      { ...one, region: 'eu' },
      one,
      { ...one, region: 'eu' },
    ],
    'a scope that is not known yet': [one, undefined, one],
  }

for (const [title, [kept, configured, then]] of Object.entries(same))
  t.test(`${title} reads, changes and deletes as ever`, async (t) => {
    const call = await started(configured, answering)
    const read = await call('ReadResource', { ...reading, private: keptIn(kept) })
    t.same([said(read), scopeIn(read.private)], [[], then])
    const updated = await call('ApplyResourceChange', changing({}, keptIn(kept)))
    t.same([said(updated), scopeIn(updated.private)], [[], kept])
    const deleted = await call('ApplyResourceChange', changing(null, keptIn(kept)))
    t.same([said(deleted), unwire(deleted.new_state, thingSchema)], [[], null])
  })

t.test('a provider without a scope keeps foreign bytes as they are', async (t) => {
  const call = startThings({ verbs: answering })
  await call('ConfigureProvider', { config: wire({}, {}) })
  const read = await call('ReadResource', { ...reading, private: foreign })
  t.same(read.private, foreign)
})

t.test('a scope that cannot be found out fails before anything is requested', async (t) => {
  const call = startThings({
    verbs: { create: refuse },
    provider: {
      scope: () => {
        throw new Error('no scope')
      },
    },
  })
  await call('ConfigureProvider', { config: wire({}, {}) })
  t.match(said(await call('ApplyResourceChange', creating)), [/Could not create.*no scope/])
})

t.test('private data of a newer version stops every verb before a request', async (t) => {
  const call = await started(one, { read: refuse, update: refuse, delete: refuse })
  const newer = Buffer.from('{"terraform_provider_envelope":2,"provider":"corner"}')
  for (const answer of [
    await call('ReadResource', { ...reading, private: newer }),
    await call('ApplyResourceChange', changing({}, newer)),
    await call('ApplyResourceChange', changing(null, newer)),
  ]) {
    t.match(said(answer), [/written by a newer version of this provider, or is damaged/])
    t.match(unwire(answer.new_state, thingSchema), stored)
    t.same(answer.private, newer)
  }
})

t.test('every verb reads and writes private values', async (t) => {
  const seen: unknown[] = []
  const count: Verbs['read'] = (context) => {
    const before = context.private.get('count')
    seen.push(before)
    context.private.set('count', (Number(before ?? 0) + 1) as never)
    return { ...stored }
  }
  const call = await started(one, { create: count, read: count, update: count, delete: count })
  const created = await call('ApplyResourceChange', creating)
  const read = await call('ReadResource', { ...reading, private: created.private })
  const updated = await call('ApplyResourceChange', changing({}, Buffer.from(read.private ?? [])))
  await call('ApplyResourceChange', changing(null, Buffer.from(updated.private ?? [])))
  const imported = await call('ImportResourceState', { type_name, id: '7' })
  t.same(seen, [undefined, 1, 2, 3, undefined])
  t.same(decodePrivate('corner', imported.imported_resources?.[0]?.private).values, { count: 1 })
})

t.test('a private value that cannot be kept is an error, and the object is saved', async (t) => {
  const call = await started(one, {
    create: (context) => {
      context.private.set('good', 1 as never)
      context.private.set('bad', 7n as never)
      return { ...stored }
    },
  })
  const answer = await call('ApplyResourceChange', creating)
  t.match(said(answer), [/The private value "bad" is not JSON,.*tainted/s])
  t.match(unwire(answer.new_state, thingSchema), { id: 7 })
  t.same(decodePrivate('corner', answer.private).values, { good: 1 })
})

t.test('what an Incomplete create set before it failed is kept', async (t) => {
  const call = await started(one, {
    create: (context) => {
      context.private.set('step', 1 as never)
      throw new Incomplete({ id: 7 }, new Error('half'))
    },
  })
  const answer = await call('ApplyResourceChange', creating)
  t.same(decodePrivate('corner', answer.private), {
    scope: one,
    values: { step: 1 },
    foreign: Buffer.of(),
  })
})
