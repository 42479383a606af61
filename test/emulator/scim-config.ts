import t from 'tap'
import { config, send, start } from './kit/client.ts'

interface Config {
  readonly enabled: boolean
}

t.test('starts with everything off', async (t) => {
  const emulator = await start(t)
  const { json } = await send(emulator, `GET ${config}`)
  t.same(json.data, {
    enabled: false,
    manual_updates_allowed: false,
    scim_controlled_license_type: false,
  })
})

t.test('updates with POST, and keeps omitted fields', async (t) => {
  const emulator = await start(t)
  const first = { enabled: true, manual_updates_allowed: true, scim_controlled_license_type: true }
  const posted = await send(emulator, `POST ${config}`, { body: first })
  t.equal(posted.status, 200)
  t.same(posted.json.data, first)
  const body = { enabled: true, manual_updates_allowed: false }
  await send(emulator, `POST ${config}`, { body })
  const { json } = await send(emulator, `GET ${config}`)
  t.same(json.data, { ...first, ...body })
})

t.test('rejects an undocumented body with the reason', async (t) => {
  const emulator = await start(t)
  const whole = { enabled: true, manual_updates_allowed: true }
  const cases = [
    [{ body: { enabled: true } }, /^manual_updates_allowed: /],
    [{ body: { ...whole, more: 1 } }, /^more: /],
    [{ body: { ...whole, enabled: 'true' } }, /^enabled: .*boolean/],
    [{ body: [] }, /^body: .*object/],
    [{ text: '{' }, /not valid JSON/],
    [{}, /not valid JSON/],
  ] as const
  for (const [sent, message] of cases) {
    const { status, json } = await send(emulator, `POST ${config}`, sent)
    t.equal(status, 400)
    t.match(json.status.user_message, message)
  }
  t.equal((await send<Config>(emulator, `GET ${config}`)).json.data.enabled, false)
})

t.test('keeps the settings of two accounts separate', async (t) => {
  const accounts = [
    { id: 1, token: 'emulator' },
    { id: 2, token: 'emulator' },
  ]
  const emulator = await start(t, { accounts })
  const body = { enabled: true, manual_updates_allowed: true }
  await send(emulator, `POST ${config}`, { body })
  const other = await send<Config>(emulator, 'GET /api/v3/accounts/2/scim-config/')
  t.equal(other.json.data.enabled, false)
})

t.test('returns 403 if the plan does not include SCIM', async (t) => {
  const emulator = await start(t, { accounts: [{ id: 1, token: 'emulator', scim: false }] })
  for (const path of [config, `${config}tokens/`]) {
    const { status, json } = await send(emulator, `GET ${path}`)
    t.equal(status, 403)
    t.match(json, { status: { code: 403, user_message: /SCIM/ }, data: null })
  }
})
