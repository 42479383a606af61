import t from 'tap'
import { send, start } from './kit/client.ts'

const path = '/api/v3/accounts/1/scim/v2/ServiceProviderConfig'

t.test('describes the service to an existing SCIM token, and sets its last_used', async (t) => {
  const emulator = await start(t)
  const { token_string } = emulator.tokens(1).add('a')
  emulator.tokens(1).add('b')
  const authorization = `Bearer ${token_string}`
  const { status, headers, json } = await send(emulator, `GET ${path}`, { authorization })
  t.equal(status, 200)
  t.equal(headers.get('content-type'), 'application/scim+json')
  t.match(json, { patch: { supported: true }, authenticationSchemes: [{}] })
  const [used, unused] = emulator.tokens(1).list()
  t.type(used?.last_used, 'string')
  t.equal(unused?.last_used, null)
})

t.test('returns 401 for anything but an existing SCIM token of the account', async (t) => {
  const accounts = [
    { id: 1, token: 'emulator' },
    { id: 2, token: 'emulator' },
  ]
  const emulator = await start(t, { accounts })
  const live = emulator.tokens(1).add('live')
  const dead = emulator.tokens(1).add('dead')
  const foreign = emulator.tokens(2).add('foreign')
  emulator.tokens(1).remove(dead.id)
  const cases = [
    null,
    'Bearer emulator',
    `Token ${live.token_string}`,
    `Bearer ${dead.token_string}`,
    `Bearer ${foreign.token_string}`,
  ]
  for (const authorization of cases) {
    const { status, headers, json } = await send(emulator, `GET ${path}`, { authorization })
    t.equal(status, 401)
    t.equal(headers.get('content-type'), 'application/scim+json')
    t.equal(json.status, '401')
  }
  t.equal(emulator.tokens(1).list()[0]?.last_used, null)
})

t.test("does not depend on the permissions of the account's own token", async (t) => {
  const emulator = await start(t)
  const { token_string } = emulator.tokens(1).add('a')
  emulator.permit(1, 'none')
  const authorization = `Bearer ${token_string}`
  t.equal((await send(emulator, `GET ${path}`, { authorization })).status, 200)
})

t.test('responds as other endpoints do if the account or the feature is missing', async (t) => {
  const emulator = await start(t, { accounts: [{ id: 1, token: 'emulator', scim: false }] })
  t.equal((await send(emulator, `GET ${path}`)).status, 403)
  t.equal((await send(emulator, `GET ${path.replace('/1/', '/2/')}`)).status, 404)
})
