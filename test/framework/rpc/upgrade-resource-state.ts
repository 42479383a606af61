import t from 'tap'
import { box, said, startBoxes, unwire } from './fixture.ts'
import { startThings } from './fixture-verbs.ts'

const upgrade = async (json: string, version = '2') =>
  startBoxes().call('UpgradeResourceState', {
    type_name: 'corner_box',
    version,
    raw_state: { json: Buffer.from(json) },
  })

t.test('a stored state is read without loss', async (t) => {
  const answer = await upgrade('{"id": 9007199254740993, "name": "a", "size": 70471823456789}')
  t.same(said(answer), [])
  t.match(unwire(answer.upgraded_state), {
    id: 9007199254740993n,
    size: 70471823456789,
    note: null,
  })
})

t.test('an older state goes through its declared step', async (t) => {
  const answer = await upgrade('{"id": 1, "title": "old"}', '1')
  t.same(said(answer), [])
  t.match(unwire(answer.upgraded_state), { id: 1, name: 'old' })
})

t.test('attributes of a newer provider are left out, write-only ones emptied', async (t) => {
  const answer = await upgrade('{"id": 1, "name": "a", "novel": {"x": 1}, "password_wo": "hidden"}')
  t.same(said(answer), [])
  t.match(unwire(answer.upgraded_state), { name: 'a', password_wo: null })
})

const refused: Readonly<Record<string, readonly [string, string, RegExp]>> = {
  'of a version that nobody knows': [
    '{}',
    '0',
    /saved with version 0 of the box schema. This provider supports version 2/,
  ],
  'that is no object': ['[1]', '2', /not a JSON object/],
  'that is no JSON': ['{"a": hunter2', '2', /expected JSON/],
  'that is empty': ['', '2', /Terraform 0\.11/],
  'with a value of the wrong kind': ['{"id": "x"}', '2', /id: expected a number/],
}

for (const [title, [json, version, message]] of Object.entries(refused))
  t.test(`a stored state ${title} is an error, not a loss`, async (t) => {
    const answer = await upgrade(json, version)
    t.match(said(answer), [message])
    t.notMatch(said(answer).join(), /hunter2/)
  })

const conversions: Readonly<Record<string, readonly [returned: unknown, says: RegExp]>> = {
  nothing: [undefined, /returned nothing. The state is unchanged/],
  null: [null, /returned nothing/],
  'a text': ['{"id":1}', /returned a string/],
  'a list': [[], /returned a list/],
  'an object without the ID': [{ name: 'a' }, /returned no id/],
  'an object with null for the ID': [{ id: null, name: 'a' }, /returned no id/],
}

for (const [title, [returned, says]] of Object.entries(conversions))
  t.test(`a step or a mover that returns ${title} is an error, not an empty state`, async (t) => {
    // No type allows what they return.
    const convert = () => returned as object & Record<string, unknown>
    const from = { provider: 'example/crate', type: 'crate_box', version: 0 }
    const odd = { ...box, upgrade: { 1: convert }, move: [{ ...from, move: convert }] }
    const call = startThings({ verbs: {}, provider: { resources: [odd] } })
    const json = { json: Buffer.from('{"id": 1}') }
    const upgraded = await call('UpgradeResourceState', {
      type_name: 'corner_box',
      version: '1',
      raw_state: json,
    })
    const moved = await call('MoveResourceState', {
      source_provider_address: 'registry.terraform.io/example/crate',
      source_type_name: 'crate_box',
      source_schema_version: '0',
      source_state: json,
      target_type_name: 'corner_box',
    })
    for (const answer of [upgraded, moved]) t.match(said(answer), [says])
    t.equal(upgraded.upgraded_state, undefined)
    t.equal(moved.target_state, undefined)
  })
