import { provider, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, seen, setScene } from './kit/scene.ts'

const catchOn = { DBT_CLOUD_READ_ONLY: '1' }
const says = /Unset DBT_CLOUD_READ_ONLY/

hosted('plans and imports, but does not apply, with DBT_CLOUD_READ_ONLY', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  const found = emulator.tokens(account).add('found')
  const safe = workspace.with(catchOn)
  safe.write(`${provider({})}${token('found')}${token('wanted')}`)
  await safe.importId('dbtcloud_scim_config_token.found', String(found.id))
  const { resource_changes = [] } = await safe.plan()
  t.match(
    resource_changes.map(({ address, change }) => `${address} ${change.actions.join()}`),
    ['dbtcloud_scim_config_token.found no-op', 'dbtcloud_scim_config_token.wanted create'],
  )
  emulator.clear()
  t.match(await safe.refused('apply', '-auto-approve', '-refresh=false'), says)
  t.match(await safe.refused('destroy', '-auto-approve'), says)
  t.strictSame(
    seen(emulator).filter((request) => !request.startsWith('GET')),
    [],
    'only the plans of both have read',
  )
  t.equal(emulator.tokens(account).list().length, 1)
  await workspace.apply()
  t.equal(emulator.tokens(account).list().length, 2, 'and is applied once the variable is unset')
})
