import t from 'tap'
import { Secret } from './kit/kept.ts'
import { account, openScene, seen, type, written } from './kit/scene.ts'

t.test('imports a token by its number without its value, and then plans no changes', async (t) => {
  const { stack, emulator } = await openScene(t)
  const token = emulator.tokens(account).add('okta-scim', { id: 12345 })
  const { outputs } = await stack.import('okta', type, '12345')
  t.same(outputs, {
    name: 'okta-scim',
    scimConfigTokenId: 12345,
    tokenString: null,
    createdAt: token.created_at,
    lastUsed: null,
  })
  t.same(await stack.preview({ okta: { type, inputs: { name: 'okta-scim' } } }), ['same okta'])
  t.same(written(emulator), [])
})

t.test('imports large IDs exactly', async (t) => {
  const { bridge, emulator } = await openScene(t)
  for (const id of [70471823456789, Number.MAX_SAFE_INTEGER]) {
    emulator.tokens(account).add('okta-scim', { id })
    const { outputs } = await bridge.import(type, String(id))
    t.equal(outputs['scimConfigTokenId'], id)
  }
})

t.test(
  'rejects the ID of a missing token, which would be kept as an object without outputs',
  async (t) => {
    const { stack } = await openScene(t)
    await t.rejects(stack.import('okta', type, '12345'), {
      name: 'ProviderError',
      summary: 'Could not import dbtcloud_scim_config_token',
      detail: /No dbtcloud_scim_config_token with the ID "12345" exists/,
    })
    t.same(stack.names, [])
  },
)

for (const id of ['okta', '', '1.5', '12345 ', '0x10'])
  t.test(
    `rejects an ID that is not a whole number without sending a request: "${id}"`,
    async (t) => {
      const { bridge, emulator } = await openScene(t)
      emulator.clear()
      await t.rejects(bridge.import(type, id), {
        name: 'ProviderError',
        summary: 'Could not import dbtcloud_scim_config_token',
        detail: /id/,
      })
      t.same(seen(emulator), [])
    },
  )

t.test(
  'rejects a lookup with state arguments, which has no ID, without sending a request',
  async (t) => {
    const { bridge, emulator } = await openScene(t)
    emulator.clear()
    const raw = JSON.stringify({ name: 'okta-scim' })
    const meta = { version: 0, private: new Uint8Array() }
    await t.rejects(bridge.refresh(type, { raw, meta }), {
      name: 'ProviderError',
      summary: 'Could not read dbtcloud_scim_config_token',
      detail: /has no id/,
    })
    t.same(seen(emulator), [])
  },
)

t.test('looks up a token for a program that does not manage it', async (t) => {
  const { bridge, emulator } = await openScene(t)
  emulator.tokens(account).add('okta-scim', { id: 12345 })
  const { outputs } = await bridge.import(type, '12345')
  t.match(outputs, { name: 'okta-scim', tokenString: null })
  t.same(written(emulator), [])
})

t.test('lists tokens for an invoke, without their values', async (t) => {
  const { bridge, emulator } = await openScene(t)
  emulator.tokens(account).seed(3)
  const found = await bridge.invoke('dbtcloud_scim_config_tokens', {})
  t.match(found, { tokens: [{ name: 'token 1' }, { name: 'token 2' }, { name: 'token 3' }] })
  t.notMatch(JSON.stringify(found), /dbts_/)
})

t.test('returns the value of a token only to the stack that created it', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up({ okta: { type, inputs: { name: 'okta-scim' } } })
  const made = stack.resource('okta')?.outputs
  t.type(made?.['tokenString'], Secret)
  const [token] = emulator.tokens(account).list()
  t.equal((await stack.import('again', type, String(token?.id))).outputs['tokenString'], null)
})
