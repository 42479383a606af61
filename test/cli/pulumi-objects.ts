import t from 'tap'
import { pulumiObjects } from '../../src/cli/pulumi-objects.ts'
import type { StateObject } from '../../src/cli/state-objects.ts'
import { dbtcloud } from '../../src/dbtcloud/provider.ts'

const token = (
  place: string,
  id: number | bigint = 1,
  token_string: unknown = 's',
): StateObject => ({
  type: 'dbtcloud_scim_config_token',
  place,
  isDeposed: false,
  attributes: { id, name: 'x', token_string },
})

const namesOf = (...objects: readonly StateObject[]) =>
  pulumiObjects(dbtcloud, objects).map(({ name }) => name)

t.test('a token has its type, its ID, and its value', async (t) => {
  t.strictSame(pulumiObjects(dbtcloud, [token('okta', 2n ** 62n)]), [
    {
      type: 'dbtcloud:index/scimConfigToken:ScimConfigToken',
      name: 'okta',
      id: '4611686018427387904',
      idOutput: 'scimConfigTokenId',
      secrets: { tokenString: 's' },
    },
  ])
})

t.test('a configuration has an ID of its own and no secrets', async (t) => {
  const config = { ...token('this'), type: 'dbtcloud_scim_config', attributes: { id: '7' } }
  t.match(pulumiObjects(dbtcloud, [config]), [
    { type: 'dbtcloud:index/scimConfig:ScimConfig', id: '7', idOutput: undefined, secrets: {} },
  ])
})

t.test('an imported token has no value', async (t) => {
  t.match(pulumiObjects(dbtcloud, [token('okta', 1, null)]), [{ secrets: {} }])
})

const names = {
  okta: 'okta',
  'okta[0]': 'okta-0',
  'okta["a b"]': 'okta-a-b',
  'module.a.okta': 'a-okta',
  'module.a["x"].module.b[1].okta["y"]': 'a-x-b-1-okta-y',
}

for (const [place, name] of Object.entries(names))
  t.test(`${place} is ${name}`, async (t) => {
    t.same(namesOf(token(place)), [name])
  })

t.test('equal names are told apart by their IDs', async (t) => {
  t.same(namesOf(token('o["a b"]', 1), token('o["a.b"]', 2)), ['o-a-b-1', 'o-a-b-2'])
})

t.test('leaves out what is deposed, and what other providers manage', async (t) => {
  const other = { ...token('a'), type: 'random_pet' }
  t.same(namesOf({ ...token('okta'), isDeposed: true }, other), [])
})
