import t from 'tap'
import type { Fault } from '../../src/emulator/index.ts'
import { account, apiToken, openScene, type, written } from './kit/scene.ts'

const program = { okta: { type, inputs: { name: 'okta-scim' } } }

// A short timeout, so that an ambiguous create fails soon.
const config = { timeout_seconds: 1, disable_retry: true }

t.setTimeout(300_000)

interface Case {
  readonly title: string
  readonly fault: Fault
  readonly detail: RegExp
}

const refusals: readonly Case[] = [
  { title: 'an unknown API token', fault: { status: 401 }, detail: /401/ },
  { title: 'an API token without the permission', fault: { status: 403 }, detail: /403.*SCIM/ },
  { title: 'a body that the API rejects', fault: { status: 422 }, detail: /422/ },
  { title: 'an error of the API', fault: { status: 500 }, detail: /500/ },
  {
    title: 'a lost connection',
    fault: { reset: true },
    detail: /failed before the response was complete/,
  },
  {
    title: 'no response in time',
    fault: { latency: Infinity, commit: 'never' },
    detail: /no response/,
  },
]

for (const { title, fault, detail } of refusals)
  t.test(`reports why a token was not created, and keeps nothing: ${title}`, async (t) => {
    const { stack, emulator, plugin } = await openScene(t, { config })
    emulator.fail({ method: 'POST' }, { times: Infinity, ...fault })
    await t.rejects(stack.up(program), {
      name: 'ProviderError',
      summary: 'Could not create dbtcloud_scim_config_token',
      detail,
    })
    t.same(stack.names, [])
    t.same(emulator.tokens(account).list(), [], 'no token exists')
    t.notMatch(plugin.stderr.join('\n'), apiToken)
    emulator.clear()
    t.same(await stack.up(program), ['create okta'], 'the next update creates it')
  })

const undone: readonly Case[] = [
  {
    title: 'the response lacks its value',
    fault: { without: ['token_string'] },
    detail: /did not contain its secret/,
  },
]

for (const { title, fault, detail } of undone)
  t.test(`leaves no token that the stack does not contain: ${title}`, async (t) => {
    const { stack, emulator } = await openScene(t, { config })
    emulator.fail({ method: 'POST' }, fault)
    await t.rejects(stack.up(program), { name: 'ProviderError', detail })
    t.same(stack.names, [])
    t.same(emulator.tokens(account).list(), [])
  })

const settled: readonly Omit<Case, 'detail'>[] = [
  { title: 'an error after the effect', fault: { status: 500, commit: 'now' } },
  { title: 'a connection lost after the effect', fault: { reset: true, commit: 'now' } },
  { title: 'a truncated response', fault: { truncated: 'length' } },
  { title: 'a response that arrives too late', fault: { latency: Infinity } },
]

for (const { title, fault } of settled)
  t.test(`creates a token with a lost value again, and leaves only one: ${title}`, async (t) => {
    const { stack, emulator } = await openScene(t, { config })
    emulator.fail({ method: 'POST' }, fault)
    t.same(await stack.up(program), ['create okta'])
    const [token, ...more] = emulator.tokens(account).list()
    t.same(more, [])
    t.match(stack.resource('okta')?.outputs, {
      scimConfigTokenId: token?.id,
      tokenString: { value: token?.token_string },
    })
  })

t.test(
  'names the token that it could not delete, because the stack does not keep it',
  async (t) => {
    const { stack, emulator } = await openScene(t, { config })
    emulator.fail({ method: 'POST' }, { without: ['token_string'] })
    emulator.fail({ method: 'DELETE' }, { status: 500, times: Infinity })
    const error = await stack.up(program).catch((error: unknown) => error)
    t.same(stack.names, [])
    const [token, ...more] = emulator.tokens(account).list()
    t.same(more, [])
    t.match(error, {
      name: 'ProviderError',
      detail: new RegExp(`\\b${token?.id}\\b.*[Dd]elete it`),
    })
  },
)

t.test('deletes on the next update what a replacement could not delete', async (t) => {
  const { stack, emulator } = await openScene(t, { config })
  await stack.up(program)
  const [old] = emulator.tokens(account).list()
  emulator.clear()
  emulator.fail({ method: 'DELETE' }, { status: 500 })
  const renamed = { okta: { type, inputs: { name: 'entra' } } }
  await t.rejects(stack.up(renamed), { name: 'ProviderError' })
  t.equal(stack.resource('okta')?.outputs['name'], 'entra', 'the new token is kept')
  t.same(await stack.up(renamed), ['same okta'])
  t.same(written(emulator), ['POST', `DELETE ${old?.id}`, `DELETE ${old?.id}`])
  t.match(emulator.tokens(account).list(), [{ name: 'entra' }])
})

t.test('creates nine of ten tokens if one is rejected, and reports that one', async (t) => {
  const { stack, emulator } = await openScene(t, { config })
  const names = Array.from({ length: 10 }, (_, index) => `token-${index}`)
  emulator.fail({ method: 'POST' }, { status: 422 })
  const many = Object.fromEntries(names.map((name) => [name, { type, inputs: { name } }]))
  await t.rejects(stack.up(many), { name: 'ProviderError', detail: /422/ })
  t.equal(stack.names.length, 9)
  t.equal(emulator.tokens(account).list().length, 9)
})

t.test('rejects an empty name before it creates anything', async (t) => {
  const { stack, emulator } = await openScene(t)
  await t.rejects(stack.up({ okta: { type, inputs: { name: '' } } }), {
    name: 'CheckError',
    failures: [{ attribute: { steps: [{ attribute_name: 'name' }] } }],
  })
  t.same(written(emulator), [])
})

t.test('keeps the state if a refresh fails', async (t) => {
  const { stack, emulator } = await openScene(t, { config })
  await stack.up(program)
  const before = stack.resource('okta')
  emulator.fail({ method: 'GET' }, { status: 500, times: Infinity })
  await t.rejects(stack.refresh(), { name: 'ProviderError', detail: /500/ })
  t.same(stack.resource('okta'), before)
})

t.test('does not mistake a lost permission for a deleted token', async (t) => {
  const { stack, emulator } = await openScene(t, { config })
  await stack.up(program)
  emulator.permit(account, 'none')
  await t.rejects(stack.refresh(), { name: 'ProviderError' })
  t.same(stack.names, ['okta'])
})
