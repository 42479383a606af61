import t from 'tap'
import { said, startBoxes, unwire } from './fixture.ts'

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
