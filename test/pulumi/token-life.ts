import t from 'tap'
import { Secret } from './kit/kept.ts'
import { account, openScene, seen, type, written } from './kit/scene.ts'

const okta = (name: string, options: object = {}) => ({
  okta: { type, inputs: { name }, ...options },
})

t.test('previews a token without a write, its value and id still to come', async (t) => {
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

t.test('creates a token by one POST of its name, and keeps its value as a secret', async (t) => {
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
  t.notMatch(stack.export(), token?.token_string, 'the plain value is nowhere in the stack')
})

t.test('has as id what the bridge makes of a number', async (t) => {
  const { stack } = await openScene(t)
  await stack.up(okta('okta-scim'))
  t.equal(stack.resource('okta')?.id, 'missing ID')
})

t.test('finds nothing to do the second time, and asks the API for nothing', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  emulator.clear()
  t.same(await stack.preview(okta('okta-scim')), ['same okta'])
  t.same(await stack.up(okta('okta-scim')), ['same okta'])
  t.same(seen(emulator), [])
})

t.test('refreshes with reads alone, and the value that is told no more stays', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  const before = stack.resource('okta')
  emulator.clear()
  t.same(await stack.refresh(), [])
  t.same(stack.resource('okta'), before)
  t.same(written(emulator), [])
  t.not(seen(emulator).length, 0)
})

t.test('replaces a renamed token: the new one is made before the old one is deleted', async (t) => {
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
})

t.test('replaces in the other order where the program asks for it', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  const [old] = emulator.tokens(account).list()
  emulator.clear()
  await stack.up(okta('entra', { deleteBeforeReplace: true }))
  t.same(written(emulator), [`DELETE ${old?.id}`, 'POST'])
})

t.test('sees that a token is deleted elsewhere, and makes it again', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  for (const { id } of emulator.tokens(account).list()) emulator.tokens(account).remove(id)
  t.same(await stack.refresh(), ['okta'])
  t.same(await stack.up(okta('okta-scim')), ['create okta'])
  t.equal(emulator.tokens(account).list().length, 1)
})

t.test('takes up that a token is used, which changes an output and nothing else', async (t) => {
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

t.test('replaces a token that was renamed elsewhere, once it is refreshed', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  for (const { id } of emulator.tokens(account).list()) emulator.tokens(account).rename(id, 'x')
  await stack.refresh()
  t.equal(stack.resource('okta')?.outputs['name'], 'x')
  t.same(await stack.preview(okta('okta-scim')), ['replace okta'])
})

t.test(
  'deletes by the state alone, though no plan, no private data and no upgrade came',
  async (t) => {
    const { stack, emulator } = await openScene(t)
    await stack.up(okta('okta-scim'))
    const [token] = emulator.tokens(account).list()
    emulator.clear()
    await stack.destroy()
    t.same(written(emulator), [`DELETE ${token?.id}`])
    t.same(emulator.tokens(account).list(), [])
    t.same(stack.names, [])
  },
)

t.test('deletes what is gone already', async (t) => {
  const { stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  for (const { id } of emulator.tokens(account).list()) emulator.tokens(account).remove(id)
  await stack.destroy()
  t.same(stack.names, [])
})

t.test('keeps a token whose deletion failed', async (t) => {
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
  t.test(`keeps the id ${id} exact through the stack's own numbers`, async (t) => {
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

t.test('makes ten tokens at once, each with its own value, over one connection', async (t) => {
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
