import t from 'tap'
import { startEmulator } from '../../src/emulator/index.ts'
import { StateError } from '../../src/emulator/state.ts'
import { config, send, start } from './kit/client.ts'

const settings = {
  enabled: true,
  manual_updates_allowed: true,
  scim_controlled_license_type: false,
}

t.test('continues with the saved state of another emulator', async (t) => {
  const first = await start(t)
  first.setNextId(9007199254740993n)
  const token = first.tokens(1).add('okta')
  first.tokens(1).markUsed(token.id)
  await send(first, `POST ${config}`, { body: settings })
  const second = await start(t, { state: first.save() })
  t.same(second.tokens(1).list(), first.tokens(1).list())
  t.same((await send(second, `GET ${config}`)).json.data, settings)
  t.equal(second.tokens(1).add('entra').id, 9007199254740994n)
})

t.test('ignores accounts that it does not have', async (t) => {
  const first = await start(t)
  first.tokens(1).seed(2)
  const second = await start(t, { accounts: [{ id: 2, token: 'x' }], state: first.save() })
  t.same(second.tokens(2).list(), [])
})

const saved = (part: object) => JSON.stringify({ next_id: 1, accounts: [], ...part })
const account = (part: object) => saved({ accounts: [{ id: 1, ...part }] })

const rejected = [
  '',
  'null',
  '[]',
  '{"next_id":1,',
  saved({ accounts: {} }),
  saved({ accounts: undefined }),
  saved({ accounts: [null] }),
  saved({ accounts: [{ id: {} }] }),
  saved({ next_id: 'x' }),
  saved({ next_id: null }),
  saved({ next_id: -5 }),
  saved({ next_id: 0 }),
  saved({ next_id: 1.5 }),
  account({ scim_tokens: 7 }),
  account({ scim_tokens: [null] }),
  account({ scim_tokens: [{ id: 1 }] }),
  account({
    scim_tokens: [{ id: 'x', name: '', created_at: '', last_used: '', token_string: '' }],
  }),
  account({ scim_config: null }),
  account({ scim_config: { ...settings, enabled: 'yes' } }),
  account({ scim_config: { enabled: true } }),
]

for (const state of rejected)
  t.test(`rejects ${JSON.stringify(state)} as a state`, async (t) => {
    await t.rejects(startEmulator({ state }), StateError)
  })
