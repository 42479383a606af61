import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openBridge } from './kit/bridge.ts'
import { executableOf } from './kit/executable.ts'
import { launch } from './kit/plugin.ts'
import { account, executable, openScene, type, written } from './kit/scene.ts'

t.test('generates a name from the resource if the program has none, and keeps it', async (t) => {
  const { stack, emulator } = await openScene(t)
  const program = { okta: { type } }
  t.same(await stack.up(program), ['create okta'])
  const [token] = emulator.tokens(account).list()
  t.match(token?.name, /^okta-[0-9a-f]{7}$/)
  t.match(emulator.requests.find(({ method }) => method === 'POST')?.body, { name: token?.name })
  t.same(await stack.up(program), ['same okta'])
  t.same(await stack.refresh(), [])
  t.same(await stack.preview(program), ['same okta'])
  t.same(written(emulator), ['POST'])
})

t.test('replaces a token if the program sets a name instead of the generated one', async (t) => {
  const { stack } = await openScene(t)
  await stack.up({ okta: { type } })
  const named = { okta: { type, inputs: { name: 'okta-scim' } } }
  t.same(await stack.up(named), ['replace okta'])
  t.equal(stack.resource('okta')?.outputs['name'], 'okta-scim')
})

t.test('keeps the name if the program no longer sets it', async (t) => {
  const { stack } = await openScene(t)
  await stack.up({ okta: { type, inputs: { name: 'okta-scim' } } })
  t.same(await stack.preview({ okta: { type } }), ['same okta'])
})

t.test('uses the name of a token that was imported or renamed elsewhere', async (t) => {
  const { stack, emulator } = await openScene(t)
  emulator.tokens(account).add('created manually', { id: 12345 })
  await stack.import('okta', type, '12345')
  t.same(await stack.preview({ okta: { type } }), ['same okta'])
  emulator.tokens(account).rename(12345, 'renamed manually')
  await stack.refresh()
  t.same(await stack.preview({ okta: { type } }), ['same okta'])
  t.same(written(emulator), [])
})

t.test('generates no name for a resource without a name', async (t) => {
  const { stack } = await openScene(t)
  const inputs = {
    enabled: true,
    manual_updates_allowed: false,
    scim_controlled_license_type: false,
  }
  await stack.up({ scim: { type: 'dbtcloud_scim_config', inputs } })
  t.match(stack.resource('scim'), {
    id: String(account),
    outputs: { enabled: true, manualUpdatesAllowed: false },
  })
  t.notOk('name' in (stack.resource('scim')?.outputs ?? {}))
})

t.test('updates in place and keeps the ID', async (t) => {
  const { stack, emulator } = await openScene(t)
  const scim = (enabled: boolean) => ({
    scim: {
      type: 'dbtcloud_scim_config',
      inputs: { enabled, manual_updates_allowed: true, scim_controlled_license_type: false },
    },
  })
  await stack.up(scim(false))
  t.same(await stack.preview(scim(true)), ['update scim'])
  t.same(await stack.up(scim(true)), ['update scim'])
  t.match(stack.resource('scim'), { id: String(account), outputs: { enabled: true } })
  t.same(await stack.up(scim(true)), ['same scim'])
  t.equal(emulator.requests.filter(({ method }) => method === 'POST').length, 2)
})

t.test('has only types that begin with the name of the package', async (t) => {
  const { bridge } = await openScene(t)
  const { resources, dataSources } = bridge.schemas
  const names = [...resources.keys(), ...dataSources.keys()]
  t.not(names.length, 0)
  t.same(
    names.filter((name) => !name.startsWith('dbtcloud_')),
    [],
  )
})

t.test('runs if the file name has a version and the path does not', async (t) => {
  const folder = t.testdir({})
  symlinkSync(await executable(), join(folder, 'terraform-provider-dbtcloud_v0.1.0'))
  const plugin = await launch(executableOf(join(folder, 'terraform-provider-dbtcloud')))
  t.teardown(() => plugin.kill())
  const { schemas } = await openBridge(plugin.connection)
  t.ok(schemas.resources.has(type))
})
