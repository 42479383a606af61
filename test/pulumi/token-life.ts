import t from 'tap'
import { Secret } from './kit/kept.ts'
import { account, openScene, seen, type, written } from './kit/scene.ts'

const okta = (name: string, options: object = {}) => ({
  okta: { type, inputs: { name }, ...options },
})

t.test('previews a token without a write, with an unknown value and ID', async (t) => {
  const { bridge, stack, emulator } = await openScene(t)
  t.same(await stack.preview(okta('okta-scim')), ['create okta'])
  const outputs = await bridge.preview(type, { name: 'okta-scim' })
  t.match(outputs, { name: 'okta-scim', tokenString: Secret })
  t.same(Object.keys(outputs).sort(), [
    'createdAt',
    'lastUsed',
    'name',
    'scimConfigTokenId',
    'tokenString',
  ])
  t.same(
    emulator.requests.filter(({ method }) => method !== 'GET'),
    [],
  )
})

t.test('creates a token with one POST of its name, and keeps its value as a secret', async (t) => {
  const { stack, emulator } = await openScene(t)
  t.same(await stack.up(okta('okta-scim')), ['create okta'])
  t.same(written(emulator), ['POST'])
  t.same(emulator.requests.find(({ method }) => method === 'POST')?.body, { name: 'okta-scim' })
  const [token] = emulator.tokens(account).list()
  t.same(stack.resource('okta')?.outputs, {
    name: 'okta-scim',
    scimConfigTokenId: token?.id,
    tokenString: new Secret(token?.token_string),
    createdAt: token?.created_at,
    lastUsed: null,
  })
  t.notMatch(stack.export(), token?.token_string, 'the stack does not contain the plain value')
})

t.test('has the ID that the bridge generates for a number', async (t) => {
  const { stack } = await openScene(t)
  await stack.up(okta('okta-scim'))
  t.equal(stack.resource('okta')?.id, 'missing ID')
})

t.test('plans no changes the second time without sending a request', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  emulator.clear()
  t.same(await stack.preview(okta('okta-scim')), ['same okta'])
  t.same(await stack.up(okta('okta-scim')), ['same okta'])
  t.same(seen(emulator), [])
})

t.test('refreshes only with reads, and keeps the value that is not returned again', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  const before = stack.resource('okta')
  emulator.clear()
  t.same(await stack.refresh(), [])
  t.same(stack.resource('okta'), before)
  t.same(written(emulator), [])
  t.not(seen(emulator).length, 0)
})

t.test(
  'replaces a renamed token by creating the new one before deleting the old one',
  async (t) => {
    const { stack, bridge, emulator } = await openScene(t)
    await stack.up(okta('okta-scim'))
    const [old] = emulator.tokens(account).list()
    const kept = stack.resource('okta')
    t.ok(kept)
    t.same(kept && (await bridge.diff(type, kept, { name: 'entra' })).replaces, ['name'])
    emulator.clear()
    t.same(await stack.preview(okta('entra')), ['replace okta'])
    t.same(written(emulator), [])
    t.same(await stack.up(okta('entra')), ['replace okta'])
    t.same(written(emulator), ['POST', `DELETE ${old?.id}`])
    const [left, ...more] = emulator.tokens(account).list()
    t.same(more, [])
    t.match(stack.resource('okta')?.outputs, {
      name: 'entra',
      tokenString: new Secret(left?.token_string),
    })
    t.not(left?.token_string, old?.token_string)
  },
)

t.test('deletes the old token first if the program requires it', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  const [old] = emulator.tokens(account).list()
  emulator.clear()
  await stack.up(okta('entra', { deleteBeforeReplace: true }))
  t.same(written(emulator), [`DELETE ${old?.id}`, 'POST'])
})

t.test('detects that a token was deleted elsewhere, and creates it again', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  emulator.advance(61_000)
  for (const { id } of emulator.tokens(account).list()) emulator.tokens(account).remove(id)
  t.same(await stack.refresh(), ['okta'])
  t.same(await stack.up(okta('okta-scim')), ['create okta'])
  t.equal(emulator.tokens(account).list().length, 1)
})

t.test('updates only the output when a token has been used', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  const before = stack.resource('okta')?.outputs
  for (const { id } of emulator.tokens(account).list()) emulator.tokens(account).markUsed(id)
  t.same(await stack.refresh(), [])
  const [token] = emulator.tokens(account).list()
  t.same(stack.resource('okta')?.outputs, { ...before, lastUsed: token?.last_used })
  t.type(token?.last_used, 'string')
  t.same(await stack.preview(okta('okta-scim')), ['same okta'])
})

t.test('replaces a token that was renamed elsewhere after a refresh', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  for (const { id } of emulator.tokens(account).list()) emulator.tokens(account).rename(id, 'x')
  await stack.refresh()
  t.equal(stack.resource('okta')?.outputs['name'], 'x')
  t.same(await stack.preview(okta('okta-scim')), ['replace okta'])
})

t.test('deletes using only the state, without a plan, private data, or an upgrade', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  const [token] = emulator.tokens(account).list()
  emulator.clear()
  await stack.destroy()
  t.same(written(emulator), [`DELETE ${token?.id}`])
  t.same(emulator.tokens(account).list(), [])
  t.same(stack.names, [])
})

t.test('succeeds in deleting a token that no longer exists', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  emulator.advance(61_000)
  for (const { id } of emulator.tokens(account).list()) emulator.tokens(account).remove(id)
  await stack.destroy()
  t.same(stack.names, [])
})

t.test('keeps a token if its deletion failed', async (t) => {
  const { stack, emulator } = await openScene(t, { config: { disable_retry: true } })
  await stack.up(okta('okta-scim'))
  emulator.fail({ method: 'DELETE' }, { status: 500, times: Infinity })
  await t.rejects(stack.destroy(), { name: 'ProviderError', summary: /delete/ })
  t.same(stack.names, ['okta'])
  emulator.clear()
  await stack.destroy()
  t.same(emulator.tokens(account).list(), [])
})

const exact = [70471823456789, Number.MAX_SAFE_INTEGER]

for (const id of exact) {
  t.test(`keeps the ID ${id} exact through the stack's own numbers`, async (t) => {
    const { stack, emulator } = await openScene(t)
    emulator.setNextId(id)
    await stack.up(okta('okta-scim'))
    t.equal(stack.resource('okta')?.outputs['scimConfigTokenId'], id)
    t.same(await stack.refresh(), [])
    t.equal(stack.resource('okta')?.outputs['scimConfigTokenId'], id)
    await stack.destroy()
    t.same(written(emulator), ['POST', `DELETE ${id}`])
    t.same(emulator.tokens(account).list(), [])
  })
}

t.test('creates ten tokens at once over one connection, each with its own value', async (t) => {
  const { stack, emulator, plugin } = await openScene(t)
  const names = Array.from({ length: 10 }, (_, index) => `token-${index}`)
  await stack.up(Object.fromEntries(names.map((name) => [name, { type, inputs: { name } }])))
  t.equal(written(emulator).length, 10)
  const live = new Map(
    emulator
      .tokens(account)
      .list()
      .map((token) => [token.name, token]),
  )
  for (const name of names)
    t.match(stack.resource(name)?.outputs, {
      scimConfigTokenId: live.get(name)?.id,
      tokenString: new Secret(live.get(name)?.token_string),
    })
  await stack.destroy()
  t.same(emulator.tokens(account).list(), [])
  t.same(plugin.stdout.length, 1)
})
