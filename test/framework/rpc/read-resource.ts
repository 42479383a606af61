import t from 'tap'
import { unknown } from '../../../src/framework/index.ts'
import { said, startBoxes, unwire, wire } from './fixture.ts'
import { hostile, throwing } from './fixture-hostile.ts'
import { startThings, thingSchema } from './fixture-verbs.ts'

const type_name = 'corner_box'
const stored = { id: 1, name: 'a', size: 1, secret: 's3cret' }
const secret = Buffer.from('private')
const identity = { identity_data: { msgpack: Buffer.from([0xc0]) } }
const request = {
  type_name,
  current_state: wire(stored),
  private: secret,
  current_identity: identity,
}

const started = async () => {
  const boxes = startBoxes()
  await boxes.call('ConfigureProvider', { config: wire({}, boxes.corner.schema) })
  return boxes
}

t.test('a read takes the drift, keeps the secret and sends private data back', async (t) => {
  const { call, boxes } = await started()
  boxes.set(1, { id: 1, name: 'drifted', size: null })
  const answer = await call('ReadResource', request)
  t.same(said(answer), [])
  t.match(unwire(answer.new_state), { id: 1, name: 'drifted', size: null, secret: 's3cret' })
  t.same(answer.private, secret)
  t.same(answer.new_identity?.identity_data?.msgpack, identity.identity_data.msgpack)
})

t.test('an object that is gone reads as null', async (t) => {
  const { call } = await started()
  const answer = await call('ReadResource', request)
  t.same(said(answer), [])
  t.same(answer.new_state?.msgpack, Buffer.from([0xc0]))
})

t.test('a failed read keeps the state and the private data', async (t) => {
  const { call, api } = await started()
  api.before = () => {
    throw new Error('503')
  }
  const answer = await call('ReadResource', request)
  t.same(said(answer), ['ERROR : Could not read corner_box. 503'])
  t.match(unwire(answer.new_state), stored)
  t.same(answer.private, secret)
})

t.test('a state without an id is an error, and nothing is asked of the API', async (t) => {
  const { call, api } = await started()
  api.before = () => {
    t.fail('asked')
  }
  const answer = await call('ReadResource', { type_name, current_state: wire({ name: 'a' }) })
  t.same(said(answer), [
    'ERROR : Could not read corner_box. The state has no id, so the object cannot be found. Delete the object manually if it exists, then remove it from the state (`terraform state rm` or `pulumi state delete`).',
  ])
})

t.test('a state of nothing stays nothing', async (t) => {
  const { call } = await started()
  const answer = await call('ReadResource', { type_name, current_state: wire(null) })
  t.same(said(answer), [])
  t.equal(unwire(answer.new_state), null)
})

const thing = { id: 78, name: 'a', json: '{}', size: 3, secret: 's3cret', items: null }

const unreadable: Readonly<Record<string, readonly [() => unknown, RegExp]>> = {
  nothing: [() => undefined, /returned nothing instead/],
  'a list': [() => [], /returned a list instead/],
  'a field whose getter throws': [() => throwing(thing, 'size'), /a getter/],
  'a proxy that throws': [hostile, /a trap/],
  'another id': [() => ({ ...thing, id: 79 }), /"78" was requested, but "79" was returned/],
  'null for the id': [
    () => ({ ...thing, id: null }),
    /"78" was requested, but "null" was returned/,
  ],
  'an unknown value': [
    () => ({ ...thing, size: unknown }),
    /size: expected a known value, found an unknown value/,
  ],
  'a field of another type': [() => ({ ...thing, size: 'x' }), /size: expected a whole number/],
}

for (const [title, [returned, says]] of Object.entries(unreadable))
  t.test(`keeps the state when a read returns ${title}`, async (t) => {
    const call = startThings({ verbs: { read: returned } })
    await call('ConfigureProvider', { config: wire({}, {}) })
    const answer = await call('ReadResource', {
      type_name: 'corner_thing',
      current_state: wire(thing, thingSchema),
      private: Buffer.from('foreign'),
    })
    t.match(unwire(answer.new_state, thingSchema), thing)
    t.same(answer.private, Buffer.from('foreign'))
    t.match(said(answer), [says])
  })
