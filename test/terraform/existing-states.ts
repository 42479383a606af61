import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scimConfig, token } from './kit/hcl.ts'
import { type Host, hosted } from './kit/host.ts'
import { account, seen, setScene } from './kit/scene.ts'
import { instances } from './kit/shown.ts'

const settings = {
  enabled: false,
  manual_updates_allowed: false,
  scim_controlled_license_type: false,
}

const stored = ({ registry }: Host, type: string, attributes: object) => ({
  mode: 'managed',
  type,
  name: 'this',
  provider: `provider["${registry}/dbt-labs/dbtcloud"]`,
  instances: [{ schema_version: 0, attributes, sensitive_attributes: [] }],
})

/** A state file that Terraform wrote for the Go provider, with schema version 0. */
const stateFile = (resources: readonly object[]): string =>
  JSON.stringify({
    version: 4,
    terraform_version: '1.5.7',
    serial: 3,
    lineage: '6f1e0f4c-3d5c-4d0e-8f43-0c1f3a0f7b11',
    outputs: {},
    resources,
    check_results: null,
  })

hosted('uses the state of the Go provider, and plans no changes', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  const { id, name, created_at, token_string } = emulator.tokens(account).add('okta')
  const written = { id, name, created_at, last_used: null, token_string }
  const text = stateFile([
    stored(host, 'dbtcloud_scim_config', { ...settings, id: String(account) }),
    stored(host, 'dbtcloud_scim_config_token', written),
  ])
  writeFileSync(join(workspace.folder, 'terraform.tfstate'), text)
  workspace.write(`${scimConfig(settings)}${token('this', 'okta')}`)
  t.ok(await workspace.isSettled())
  await workspace.apply('-refresh-only')
  t.match(instances(await workspace.state()), [
    { values: { ...settings, id: String(account) } },
    { values: written },
  ])
})

hosted('rejects moving a state to another type, and explains what to do', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(scimConfig(settings))
  await workspace.apply()
  const before = workspace.stateText()
  emulator.clear()
  workspace.write(`${token('okta')}
    moved {
      from = dbtcloud_scim_config.this
      to   = dbtcloud_scim_config_token.okta
    }`)
  const said = await workspace.refused('apply', '-auto-approve')
  t.match(said, /state of dbtcloud_scim_config .* cannot be moved to dbtcloud_scim_config_token/)
  t.match(said, 'terraform state rm')
  t.equal(workspace.stateText(), before)
  t.strictSame(seen(emulator), [])
})
