import t from 'tap'
import { unknown } from '../../../src/framework/index.ts'
import { boxData, said, startBoxes, wire } from './fixture.ts'

const abilities = { client_capabilities: { write_only_attributes_allowed: true } }

t.test('declared rules and the hook both speak, each with its path', async (t) => {
  const { call } = startBoxes()
  const config = wire({ name: 'a name that is far too long', note: 'forbidden' })
  const answer = await call('ValidateResourceConfig', {
    type_name: 'corner_box',
    config,
    ...abilities,
  })
  t.same(said(answer), [
    'ERROR name: Invalid name. Expected a short name, got text of 27 characters.',
    'ERROR note: No. Not this note.',
  ])
})

t.test('an unknown configuration passes', async (t) => {
  const { call } = startBoxes()
  const config = wire({ name: unknown, note: unknown })
  const answer = await call('ValidateResourceConfig', {
    type_name: 'corner_box',
    config,
    ...abilities,
  })
  t.same(said(answer), [])
})

t.test('a host that would store write-only values is refused them', async (t) => {
  const { call } = startBoxes()
  const config = wire({ name: 'a', password_wo: 'hunter2' })
  const answer = await call('ValidateResourceConfig', { type_name: 'corner_box', config })
  t.match(said(answer), [/ERROR password_wo: password_wo needs a newer host/])
  t.notMatch(said(answer).join(), /hunter2/)
})

t.test('a provider and a data source are validated alike', async (t) => {
  const { call, corner } = startBoxes()
  const ofProvider = await call('ValidateProviderConfig', { config: wire({}, corner.schema) })
  t.same(said(ofProvider), [])
  const config = wire({}, boxData.schema)
  const ofData = await call('ValidateDataResourceConfig', { type_name: 'corner_box', config })
  t.same(said(ofData), ['ERROR name: Missing name. The attribute name must be set.'])
})

t.test('no configuration has no complaints', async (t) => {
  const { call } = startBoxes()
  t.same(said(await call('ValidateProviderConfig', {})), [])
})
