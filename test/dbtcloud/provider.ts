import t, { type Test } from 'tap'
import { ProxyError } from '../../src/api/index.ts'
import { scimConfig } from '../../src/dbtcloud/access/scim-config.ts'
import { scimConfigToken } from '../../src/dbtcloud/access/scim-config-token.ts'
import { configure, dbtcloud } from '../../src/dbtcloud/provider.ts'
import { type SettingsConfig, settingsSchema } from '../../src/dbtcloud/settings.ts'
import { startEmulator } from '../../src/emulator/index.ts'
import { AttributeError, unknown } from '../../src/framework/index.ts'
import { lifecycle } from '../core/lifecycle.ts'
import { asked, startCloud, TOKEN } from './fixture.ts'

const host = {
  name: 'terraform',
  terraformVersion: '1.11.4',
  log: () => {},
  warn: () => {},
} as const
const blank = Object.fromEntries(Object.keys(settingsSchema).map((name) => [name, null]))
const noPrivate = { get: () => undefined, set: () => {} }
const env = { DBT_CLOUD_TOKEN: 'secret-token', DBT_CLOUD_ACCOUNT_ID: '1' }

// A configuration as the codec makes it: every attribute is there.
const config = (fields: object): SettingsConfig => ({ ...blank, ...fields }) as SettingsConfig

t.test('unknown settings fail only when dbt Cloud is needed', async (t) => {
  const api = configure(config({ token: unknown }), host, env)
  const message = /token cannot be known before other resources are applied/
  await t.rejects(api.request({ method: 'GET', path: 'v2/accounts/' }), { message })
  await t.rejects(api.answer({ method: 'GET', path: 'v2/accounts/' }), { message })
  await t.rejects(api.checkCredentials(), { message })
  t.throws(() => api.endingSignal({}), { message })
  const state = { id: 1, name: 'a', token_string: null, created_at: null, last_used: null }
  const ambient = { api, signal: new AbortController().signal, warn: () => {}, private: noPrivate }
  await t.rejects(scimConfigToken.read({ ...ambient, state, isImport: false }), { message })
  t.doesNotThrow(() => api.stop())
})

const origin = /The value comes from the (\w+) environment variable\.$/

const refused: readonly (readonly [
  setting: string,
  fields: object,
  variables: object,
  says: RegExp,
])[] = [
  ['host_url', { host_url: 'cloud.getdbt.com' }, {}, /is "cloud\.getdbt\.com".*\.com\/api\.$/],
  ['host_url', {}, { DBT_CLOUD_HOST_URL: 'cloud.getdbt.com' }, origin],
  ['token', { token: 'with a blank' }, {}, /token contains a space.*again\.$/],
  ['token', {}, { DBT_CLOUD_TOKEN: 'secret-token\n' }, origin],
  ['account_id', {}, { DBT_CLOUD_ACCOUNT_ID: 'acme' }, /"acme".*DBT_CLOUD_ACCOUNT_ID/],
  ['account_id', { account_id: -1 }, {}, /"-1".*page\.$/],
]

for (const [setting, fields, variables, says] of refused)
  t.test(
    `an invalid ${setting} of ${JSON.stringify({ ...fields, ...variables })} is an error about it`,
    async (t) => {
      const error = t.throws(
        () => configure(config(fields), host, { ...env, ...variables }),
        AttributeError,
      )
      t.match(error, { path: [{ attribute: setting }], message: says })
      t.notMatch(String(error), 'secret-token')
    },
  )

t.test('a proxy that cannot be used is an error that names its variable', async (t) => {
  const variables = { ...env, HTTPS_PROXY: 'socks5://me:canary@proxy' }
  const error = t.throws(() => configure(config({}), host, variables), ProxyError)
  t.match(error, { variable: 'HTTPS_PROXY' })
  t.notMatch(String(error), 'canary')
})

t.test('a token that is sent without encryption is a warning', async (t) => {
  const warnings: string[] = []
  const warn = (summary: string, detail: string) => warnings.push(`${summary}: ${detail}`)
  for (const host_url of ['http://dbt.example/api', 'http://localhost/api', 'https://a.b/api'])
    configure(config({ host_url }), { ...host, warn }, env)
  t.equal(warnings.length, 1)
  t.match(warnings[0], /without encryption: host_url is http:\/\/dbt\.example\/api/)
})

t.test('a wrong token is reported without the token, and checked once', async (t) => {
  const { core, emulator } = await startCloud(t, { provider: { token: 'wrong-secret' } })
  const error = /401(?!.*wrong-secret)/s
  await lifecycle(
    t,
    [core, 'dbtcloud_scim_config_token'],
    [
      { config: { name: 'a' }, expect: { error } },
      { config: { name: 'a' }, expect: { error } },
    ],
  )
  t.same(asked(emulator), ['GET /api/v2/accounts/'])
})

t.test(
  'under Pulumi, a rejected token of the configuration may be the one in the state',
  async (t) => {
    const emulator = await startEmulator({ accounts: [{ id: 1, token: TOKEN }] })
    t.teardown(() => emulator.close())
    const { host_url } = emulator
    const messageOf = async (name: 'pulumi' | 'terraform', token: string | null) => {
      const settings = config({ host_url, token, account_id: 1 })
      const api = configure(settings, { ...host, name }, { DBT_CLOUD_TOKEN: 'wrong' })
      return api.checkCredentials().catch(String)
    }
    const advice = /status 401.*use the token that the last `pulumi up` saved to the state/
    t.match(await messageOf('pulumi', 'wrong'), advice)
    for (const message of [
      await messageOf('terraform', 'wrong'),
      await messageOf('pulumi', null),
    ]) {
      t.match(message, 'status 401')
      t.notMatch(message, 'pulumi up')
    }
  },
)

t.test('a slash at the end of host_url changes nothing', async (t) => {
  const { emulator, core } = await startCloud(t)
  const slashed = await startCloud(t, { provider: { host_url: `${emulator.host_url}/` } })
  await lifecycle(t, [core, 'dbtcloud_scim_config_token'], [{ config: { name: 'a' } }])
  emulator.clear()
  await lifecycle(t, [slashed.core, 'dbtcloud_scim_config_token'], [{ config: { name: 'b' } }])
  t.ok(asked(emulator).every((line) => line.includes(' /api/v')))
  t.equal(emulator.tokens(1).list().length, 2)
})

t.test('DBT_CLOUD_READ_ONLY refuses every write before a request is sent', async (t) => {
  const { emulator } = await startCloud(t)
  const live = emulator.tokens(1).add('a')
  const api = configure(config({ host_url: emulator.host_url, token: TOKEN }), host, {
    ...env,
    DBT_CLOUD_READ_ONLY: '1',
  })
  const { signal } = new AbortController()
  const ambient = { api, signal, warn: () => {}, private: noPrivate }
  const creating = { ...ambient, abandoned: signal }
  const set = { enabled: true, manual_updates_allowed: true, scim_controlled_license_type: true }
  const settings = { ...creating, plan: set, config: set }
  const state = { ...live, token_string: null }
  const writes: readonly (() => Promise<unknown>)[] = [
    async () => scimConfigToken.create({ ...creating, plan: { name: 'a' }, config: { name: 'a' } }),
    async () => scimConfigToken.delete({ ...ambient, state }),
    async () => scimConfig.create(settings),
    async () => scimConfig.update?.({ ...settings, state: { ...set, id: '1' } }),
    async () => scimConfig.delete({ ...ambient, state: { ...set, id: '1' } }),
  ]
  for (const write of writes) await t.rejects(write(), { message: /DBT_CLOUD_READ_ONLY/ })
  t.same(asked(emulator), [])
  t.match(await scimConfigToken.read({ ...ambient, state, isImport: false }), {
    id: live.id,
    name: 'a',
  })
})

t.test('a rate limit is one warning, however many requests had to wait', async (t) => {
  const { core, emulator } = await startCloud(t)
  const type = 'dbtcloud_scim_config_token'
  const limit = { status: 429, retryAfter: 1, times: 2 }
  emulator.fail({ path: '/api/v3/accounts/1/scim-config/tokens/' }, limit)
  const reports = await Promise.all(
    ['a', 'b', 'c'].map((name) => core.resource(type).apply({ name })),
  )
  const warnings = reports.flatMap(({ diagnostics }) => diagnostics)
  t.match(warnings, [{ severity: 'warning', summary: 'The rate limit of dbt Cloud was reached' }])
  t.equal(warnings.length, 1)
  t.equal(emulator.tokens(1).list().length, 3)
})

const accounts = [
  { id: 1, token: TOKEN },
  { id: 2, token: TOKEN },
]

/** Token 7 of account 1 in a state, for a provider of account 2, which has a token 7 of its own. */
const strangerOf = async (t: Test, forget: boolean) => {
  const { emulator, core } = await startCloud(t, { accounts })
  const own = core.resource('dbtcloud_scim_config_token')
  emulator.setNextId(7)
  await own.apply({ name: 'okta' })
  emulator.setNextId(7)
  emulator.tokens(2).add('okta')
  const provider = { account_id: 2, host_url: emulator.host_url }
  const { core: other } = await startCloud(t, { provider })
  const token = other.resource('dbtcloud_scim_config_token')
  const { stored } = own
  if (stored === undefined) throw new Error('nothing was created')
  token.restore(forget ? { ...stored, private: new Uint8Array() } : stored)
  emulator.clear()
  return { emulator, token }
}

t.test('a token of another account is neither read, replaced nor deleted', async (t) => {
  const { emulator, token } = await strangerOf(t, false)
  const says = /belongs to account_id "1", but the provider is configured with account_id "2"/
  for (const report of [
    await token.refresh(),
    await token.apply({ name: 'renamed' }),
    await token.destroy(),
  ]) {
    t.match(report.diagnostics, [{ detail: says }])
    t.match(report.state, { id: 7, name: 'okta' })
  }
  t.same(asked(emulator), [], 'no request is made')
  t.match(emulator.tokens(2).list(), [{ name: 'okta' }])
})

t.test('a state of the Go provider learns its account at the first read', async (t) => {
  const { token } = await strangerOf(t, true)
  t.match(await token.refresh(), { isFailed: false, state: { id: 7 } })
  t.match(String(token.stored && Buffer.from(token.stored.private)), '"account_id":"2"')
})

t.test('an imported token knows its account', async (t) => {
  const { emulator, core } = await startCloud(t)
  emulator.setNextId(7)
  emulator.tokens(1).add('okta')
  const token = core.resource('dbtcloud_scim_config_token')
  await token.import('7')
  t.match(String(token.stored && Buffer.from(token.stored.private)), '"account_id":"1"')
})

t.test('an account is not known while settings are not', async (t) => {
  const unusable = configure(config({ token: unknown }), host, env)
  t.equal(dbtcloud.scope?.(unusable), undefined)
  t.same(dbtcloud.scope?.(configure(config({}), host, env)), { account_id: '1' })
})
