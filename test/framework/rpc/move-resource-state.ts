import t from 'tap'
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
  t.same(answer.target_private, request.source_private)
})

const strangers = [
  { source_type_name: 'crate_lid' },
  { source_provider_address: 'registry.terraform.io/other/crates' },
  { source_schema_version: '1' },
]

t.test('a state of any other type is refused, and the way out is said', async (t) => {
  for (const stranger of strangers) {
    const answer = await startBoxes().call('MoveResourceState', { ...request, ...stranger })
    t.match(said(answer), [/cannot become one of corner_box.*terraform state rm/])
  }
})
