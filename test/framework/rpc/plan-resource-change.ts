import t from 'tap'
import { unknown } from '../../../src/framework/index.ts'
import { said, startBoxes, unwire, wire } from './fixture.ts'

const type_name = 'corner_box'
const stored = { id: 1, name: 'a', size: 1, secret: 's3cret' }
const prior_private = Buffer.from('private')

t.test('a create leaves open what the API decides', async (t) => {
  const { call } = startBoxes()
  const fields = wire({ name: 'a' })
  const answer = await call('PlanResourceChange', {
    type_name,
    prior_state: wire(null),
    proposed_new_state: fields,
    config: fields,
  })
  t.same(said(answer), [])
  t.match(unwire(answer.planned_state), { name: 'a', note: null, id: unknown, secret: unknown })
  t.same(answer.requires_replace, [])
})

t.test('a rename replaces because of the name, and private data is sent back', async (t) => {
  const { call } = startBoxes()
  const answer = await call('PlanResourceChange', {
    type_name,
    prior_state: wire(stored),
    proposed_new_state: wire({ ...stored, name: 'b' }),
    config: wire({ name: 'b' }),
    prior_private,
  })
  t.match(answer.requires_replace, [{ steps: [{ attribute_name: 'name' }] }])
  t.same(answer.planned_private, prior_private)
})

t.test('a hook may decide values and replacements', async (t) => {
  const { call } = startBoxes()
  const request = {
    type_name,
    proposed_new_state: wire({ ...stored, note: 'resize' }),
    config: wire({ name: 'a', note: 'resize' }),
  }
  const change = await call('PlanResourceChange', { ...request, prior_state: wire(stored) })
  t.match(unwire(change.planned_state), { size: 99, id: 1 })
  t.match(change.requires_replace, [{ steps: [{ attribute_name: 'note' }] }])
  const create = await call('PlanResourceChange', { ...request, prior_state: wire(null) })
  t.same(create.requires_replace, [], 'there is nothing to replace yet')
})

t.test('where a hook alone changes something, the API decides the rest anew', async (t) => {
  const { call } = startBoxes()
  const state = { ...stored, note: 'resize', size: 1 }
  const answer = await call('PlanResourceChange', {
    type_name,
    prior_state: wire(state),
    proposed_new_state: wire(state),
    config: wire({ name: 'a', note: 'resize' }),
  })
  t.match(unwire(answer.planned_state), { size: 99, revision: unknown, id: 1 })
})

t.test('a destroy is planned as null', async (t) => {
  const { call } = startBoxes()
  const answer = await call('PlanResourceChange', {
    type_name,
    prior_state: wire(stored),
    proposed_new_state: wire(null),
    config: wire(null),
    prior_private,
  })
  t.same(answer.planned_state?.msgpack, Buffer.from([0xc0]))
  t.same(answer.planned_private, prior_private)
})

t.test('a value of the wrong kind is reported with its path', async (t) => {
  const { call, corner } = startBoxes()
  const other = {
    ...corner.resources[0]?.schema,
    size: { ...corner.resources[0]?.schema.size, type: { kind: 'number' as const } },
  }
  const bad = wire({ name: 'a', size: 1.5 }, other)
  const answer = await call('PlanResourceChange', {
    type_name,
    prior_state: wire(null),
    proposed_new_state: bad,
    config: bad,
  })
  t.match(said(answer), [/ERROR size: Could not plan corner_box. size: expected a whole number/])
})

t.test('a type that the provider does not have is a diagnostic', async (t) => {
  const { call } = startBoxes()
  const answer = await call('PlanResourceChange', { type_name: 'corner_none' })
  t.match(said(answer), [/This provider has no resource named "corner_none"/])
})
