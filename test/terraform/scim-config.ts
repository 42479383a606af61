import type { Emulator } from '../../src/emulator/index.ts'
import { scimConfig } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, apiToken, configPath, setScene } from './kit/scene.ts'
import { instances, proposals } from './kit/shown.ts'

const address = 'dbtcloud_scim_config.this'

const strict = {
  enabled: true,
  manual_updates_allowed: false,
  scim_controlled_license_type: true,
}

/** The bodies of the requests to the configuration, in order. */
const posted = ({ requests }: Emulator) =>
  requests
    .filter(({ method, path }) => method === 'POST' && path === configPath)
    .map(({ body }) => body)

const changeByHand = async ({ url }: Emulator, change: typeof strict) =>
  fetch(`${url}${configPath}`, {
    method: 'POST',
    headers: { authorization: `Token ${apiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(change),
  })

hosted(
  'sets the configuration, updates it in place, corrects drift, and disables it',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(scimConfig(strict))
    await workspace.apply()
    t.strictSame(posted(emulator), [strict])
    t.ok(await workspace.isSettled())

    workspace.write(scimConfig({ ...strict, manual_updates_allowed: true }))
    t.match(proposals(await workspace.plan()), [{ address, change: { actions: ['update'] } }])
    await workspace.apply('tfplan')
    t.strictSame(posted(emulator).at(-1), { ...strict, manual_updates_allowed: true })

    await changeByHand(emulator, { ...strict, enabled: false })
    const [mending] = proposals(await workspace.plan())
    t.match(mending?.change, {
      actions: ['update'],
      before: { enabled: false, manual_updates_allowed: false },
      after: { enabled: true, manual_updates_allowed: true, id: String(account) },
    })

    await workspace.destroy()
    t.strictSame(posted(emulator).at(-1), {
      enabled: false,
      manual_updates_allowed: true,
      scim_controlled_license_type: false,
    })
  },
)

hosted('imports the configuration only by the ID of its account', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  await changeByHand(emulator, strict)
  workspace.write(scimConfig(strict))
  const other = await workspace.refused('import', address, '4711')
  t.match(other, `expected the ID of the account that the provider is configured for, ${account}`)
  await workspace.importId(address, String(account))
  t.match(instances(await workspace.state()), [
    { address, values: { ...strict, id: String(account) } },
  ])
  t.ok(await workspace.isSettled())
})

hosted('reads the configuration, and lists the tokens without their values', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  const [one, two] = emulator.tokens(account).seed(2)
  await changeByHand(emulator, strict)
  workspace.write(`
    data "dbtcloud_scim_config" "this" {}
    data "dbtcloud_scim_config_tokens" "all" {}
  `)
  await workspace.apply()
  const [config, tokens] = instances(await workspace.state())
  t.strictSame(config?.values, { ...strict, id: String(account) })
  const listed = ({ id, name, created_at }: NonNullable<typeof one>) => ({
    id,
    name,
    created_at,
    last_used: null,
  })
  t.match(
    tokens?.values['tokens'],
    [one, two].map((token) => token && listed(token)),
  )
  t.notMatch(workspace.stateText(), /dbts_/)
})
