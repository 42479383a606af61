import t, { type Test } from 'tap'
import { unknown } from '../../src/framework/schema/unknown.ts'
import { openBridge } from './kit/bridge.ts'
import { launch } from './kit/plugin.ts'
import {
  account,
  apiToken,
  environment,
  executable,
  openCloud,
  type,
  written,
} from './kit/scene.ts'

/** An unconfigured provider, and the dbt Cloud that its environment can name. */
const open = async (t: Test, isNamed: boolean) => {
  const emulator = await openCloud(t)
  const plugin = await launch(await executable(), { env: isNamed ? environment(emulator) : {} })
  t.teardown(() => plugin.kill())
  return { emulator, bridge: await openBridge(plugin.connection) }
}

const inputs = { name: 'okta-scim' }

t.test('takes all settings from the environment if the stack has none', async (t) => {
  const { bridge, emulator } = await open(t, true)
  await bridge.configure({})
  await bridge.create(type, inputs)
  t.equal(emulator.tokens(account).list().length, 1)
})

t.test('takes all settings from the stack', async (t) => {
  const { bridge, emulator } = await open(t, false)
  await bridge.configure({
    token: apiToken,
    account_id: account,
    host_url: emulator.host_url,
  })
  await bridge.create(type, inputs)
  t.equal(emulator.tokens(account).list().length, 1)
})

t.test('names a missing setting and its environment variable', async (t) => {
  const { bridge } = await open(t, false)
  await t.rejects(bridge.configure({}), {
    name: 'ProviderError',
    summary: 'Could not configure provider dbtcloud',
    detail: /token is missing.*DBT_CLOUD_TOKEN/,
  })
})

const versions = ['1.0.0+pulumi-terraform-bridge', '', 'pulumi', '0.0.0-dev', '99.0.0']

t.test('accepts any Terraform version that the bridge reports', async (t) => {
  const { bridge, emulator } = await open(t, true)
  for (const version of versions) {
    await bridge.configure({}, version)
    await bridge.create(type, inputs)
  }
  t.equal(emulator.tokens(account).list().length, versions.length)
})

const settings = ['token', 'account_id', 'host_url', 'timeout_seconds', 'retriable_status_codes']

t.test('previews with unknown settings without sending a request', async (t) => {
  const { bridge, emulator } = await open(t, false)
  for (const setting of settings) {
    const config = { token: apiToken, account_id: account, host_url: emulator.host_url }
    await bridge.configure({ ...config, [setting]: unknown })
    t.match(await bridge.preview(type, inputs), { name: 'okta-scim' }, setting)
  }
  await bridge.configure(Object.fromEntries(settings.map((setting) => [setting, unknown])))
  t.match(await bridge.preview(type, inputs), { name: 'okta-scim' })
  t.same(emulator.requests, [])
})

t.test('does not create anything with unknown settings', async (t) => {
  const { bridge, emulator } = await open(t, true)
  await bridge.configure({ host_url: unknown })
  await t.rejects(bridge.create(type, inputs), { name: 'ProviderError', detail: /hostUrl/ })
  t.same(emulator.requests, [])
})

t.test('previews a token with an unknown name', async (t) => {
  const { bridge, emulator } = await open(t, true)
  await bridge.configure({})
  const naming = { name: 'okta', seed: 's', old: undefined }
  t.same((await bridge.check(type, { name: unknown }, naming)).failures, [])
  t.match(await bridge.preview(type, { name: unknown }), { name: unknown })
  t.same(written(emulator), [])
})

t.test('plans to replace a token whose new name is unknown', async (t) => {
  const { bridge } = await open(t, true)
  await bridge.configure({})
  const kept = await bridge.create(type, inputs)
  t.same(await bridge.diff(type, kept, { name: unknown }), { isChanged: true, replaces: ['name'] })
})
