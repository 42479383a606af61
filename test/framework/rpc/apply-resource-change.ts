import t from 'tap'
import { unknown } from '../../../src/framework/index.ts'
import { said, startBoxes, unwire, wire } from './fixture.ts'

const type_name = 'corner_box'
const secret = Buffer.from('private')

const started = async () => {
  const boxes = startBoxes()
  await boxes.call('ConfigureProvider', { config: wire({}, boxes.corner.schema) })
  return boxes
}

const creating = (fields: Readonly<Record<string, string | null>> = {}) => ({
  type_name,
  prior_state: wire(null),
  config: wire({ name: 'a', password_wo: 'hidden', ...fields }),
  planned_state: wire({ name: 'a', id: unknown, secret: unknown, size: unknown, ...fields }),
  planned_private: secret,
})

const stored = { id: 1, name: 'a', size: 1, secret: 's3cret' }

t.test('a create saves what the API returned and drops fields outside the schema', async (t) => {
  const { call, seen } = await started()
  const answer = await call('ApplyResourceChange', creating())
  t.same(said(answer), [])
  t.match(unwire(answer.new_state), { ...stored, note: null, password_wo: null })
  t.same(answer.private, secret, 'private data is sent back, or the host erases it')
  t.same(seen, [
    {
      plan: { name: 'a', size: undefined, note: null },
      config: { name: 'a', size: null, note: null, password_wo: 'hidden' },
    },
  ])
})

t.test('an object made half-way is saved with the error, not lost', async (t) => {
  const { call } = await started()
  const answer = await call('ApplyResourceChange', creating({ note: 'half' }))
  t.same(said(answer), [
    'ERROR : Could not create corner_box. half made\n\n' +
      'The object exists with id 1. It is saved to the state as tainted, so the next apply replaces it.',
  ])
  t.match(unwire(answer.new_state), { id: 1, name: 'a', secret: null, size: null })
  t.same(answer.private, secret)
})

t.test('a field that the verb forgot is named, and the object saved all the same', async (t) => {
  const { call } = await started()
  const answer = await call('ApplyResourceChange', creating({ note: 'forgetful' }))
  t.match(said(answer), [
    /ERROR : Incomplete state of corner_box. The object was saved, but box did not return size/,
  ])
  t.match(unwire(answer.new_state), { id: 1, secret: 's3cret', size: null })
})

t.test('a field that is not of its type is named, and the object saved without it', async (t) => {
  const { call } = await started()
  const answer = await call('ApplyResourceChange', creating({ note: 'malformed' }))
  t.match(said(answer), [
    /ERROR size: Incomplete state of corner_box. size: expected a whole number/,
  ])
  t.match(unwire(answer.new_state), { id: 1, name: 'a', secret: 's3cret', size: null })
  t.same(answer.private, secret)
})

t.test('a warning of a verb reaches the user and fails nothing', async (t) => {
  const { call } = await started()
  const answer = await call('ApplyResourceChange', creating({ note: 'warned' }))
  t.same(said(answer), ['WARNING note: Careful. Of this.'])
  t.match(unwire(answer.new_state), { id: 1 })
})

t.test('a failed create stores nothing', async (t) => {
  const { call, api } = await started()
  api.before = () => {
    throw new Error('refused')
  }
  const answer = await call('ApplyResourceChange', creating())
  t.same(said(answer), ['ERROR : Could not create corner_box. refused'])
  t.equal(unwire(answer.new_state), null)
})

t.test('an update keeps the secret, whatever its answer says of it', async (t) => {
  const { call } = await started()
  const answer = await call('ApplyResourceChange', {
    type_name,
    prior_state: wire(stored),
    config: wire({ name: 'a', note: 'n' }),
    planned_state: wire({ ...stored, note: 'n', size: unknown }),
  })
  t.same(said(answer), [])
  t.match(unwire(answer.new_state), { ...stored, note: 'n', size: 2 })
})

t.test('an update that ended half-way stores what it reached, not what was planned', async (t) => {
  const { call } = await started()
  const answer = await call('ApplyResourceChange', {
    type_name,
    prior_state: wire(stored),
    config: wire({ name: 'a', note: 'half' }),
    planned_state: wire({ ...stored, note: 'half', size: unknown }),
  })
  t.same(said(answer), [
    'ERROR : Could not update corner_box. half changed\n\n' +
      'The object with id 1 may be partly updated. The state holds what is known of it.',
  ])
  t.match(unwire(answer.new_state), { ...stored, note: null, size: 2 })
})

t.test('a failed update or delete keeps the stored state', async (t) => {
  const { call, api } = await started()
  api.before = () => {
    throw new Error('refused')
  }
  const planned = [wire({ ...stored, note: 'n' }), wire(null)]
  for (const planned_state of planned) {
    const answer = await call('ApplyResourceChange', {
      type_name,
      prior_state: wire(stored),
      config: wire({ name: 'a' }),
      planned_state,
    })
    t.match(said(answer), [/Could not (update|delete) corner_box. refused/])
    t.match(unwire(answer.new_state), stored)
  }
})

const deleting = {
  type_name,
  prior_state: wire(stored),
  planned_state: wire(null),
  config: wire(null),
}

t.test('a delete leaves null, also where the object was gone already', async (t) => {
  const { call, boxes } = await started()
  boxes.set(1, { id: 1, name: 'a' })
  for (const title of ['deleted', 'gone already']) {
    const answer = await call('ApplyResourceChange', deleting)
    t.same(said(answer), [], title)
    t.same(answer.new_state?.msgpack, Buffer.from([0xc0]), 'null is c0, never an empty message')
  }
  t.equal(boxes.size, 0)
})

t.test(
  'the message of an error in the provider itself is not shown: it may quote a secret',
  async (t) => {
    const { call, api, logged } = await started()
    api.before = () => {
      JSON.parse('{"token": hunter2')
    }
    const answer = await call('ApplyResourceChange', creating())
    t.match(said(answer), [/An error in the provider \(SyntaxError at .*\)\. Please report it\./])
    t.notMatch(JSON.stringify([said(answer), logged]), /hunter2/)
  },
)

t.test('an apply before the provider is configured changes nothing and says so', async (t) => {
  const { call } = startBoxes()
  const answer = await call('ApplyResourceChange', deleting)
  t.same(said(answer), [
    'ERROR : Could not delete corner_box. The host has not configured the provider yet.',
  ])
  t.match(unwire(answer.new_state), stored)
})
