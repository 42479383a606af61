import t from 'tap'
import { encodePrivate } from '../../../src/framework/rpc/private-state.ts'
import { said, startBoxes, unwire } from './fixture.ts'

const request = {
  source_provider_address: 'registry.terraform.io/example/crate',
  source_type_name: 'crate_box',
  source_schema_version: '0',
  source_state: { json: Buffer.from('{"label": "a"}') },
  target_type_name: 'corner_box',
  source_private: Buffer.from('private'),
}

t.test('a state moves from a type that the declaration knows', async (t) => {
  const answer = await startBoxes().call('MoveResourceState', request)
  t.same(said(answer), [])
  t.match(unwire(answer.target_state), { id: 7, name: 'a', password_wo: null })
  t.notOk(answer.target_private?.length, 'private bytes of another provider are not ours')
})

t.test('an object of ours keeps its private data when it moves', async (t) => {
  const ours = { scope: { account_id: '1' }, values: {}, foreign: Buffer.of() }
  const source_private = Buffer.from(encodePrivate('corner', ours))
  const answer = await startBoxes().call('MoveResourceState', { ...request, source_private })
  t.same(answer.target_private, source_private)
})

const others: Readonly<Record<string, object>> = {
  'another type': { source_type_name: 'crate_lid' },
  'another version': { source_schema_version: '1' },
  'another name': { source_provider_address: 'registry.terraform.io/example/crates' },
  'a longer name': { source_provider_address: 'registry.terraform.io/example/not-crate' },
  'a longer namespace': { source_provider_address: 'registry.terraform.io/not-example/crate' },
  'a namespace glued to a host': { source_provider_address: 'registry.terraform.ioexample/crate' },
  'only a name': { source_provider_address: 'crate' },
  'no address': { source_provider_address: '' },
}

for (const [title, other] of Object.entries(others))
  t.test(`a state of ${title} is refused, with what to do`, async (t) => {
    const answer = await startBoxes().call('MoveResourceState', { ...request, ...other })
    t.match(said(answer), [/cannot be moved to corner_box.*terraform state rm/])
  })

t.test('the declared address may be written without its host', async (t) => {
  for (const source_provider_address of ['example/crate', 'registry.example.com/example/crate']) {
    const answer = await startBoxes().call('MoveResourceState', {
      ...request,
      source_provider_address,
    })
    t.same(said(answer), [], source_provider_address)
  }
})
