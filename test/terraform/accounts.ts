import t from 'tap'
import { token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, apiToken, seen, setScene } from './kit/scene.ts'
import { instances } from './kit/shown.ts'

const other = account + 1

const accounts = [
  { id: account, token: apiToken },
  { id: other, token: apiToken },
]

t.setTimeout(600_000)

hosted('never touches the object of the same ID in another account', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host, { accounts })
  workspace.write(token('this', 'okta'))
  emulator.setNextId(7)
  await workspace.apply()
  emulator.setNextId(7)
  emulator.tokens(other).add('okta')
  const elsewhere = workspace.with({ DBT_CLOUD_ACCOUNT_ID: String(other) })
  emulator.clear()
  const before = workspace.stateText()
  for (const command of [
    ['destroy', '-auto-approve'],
    ['destroy', '-auto-approve', '-refresh=false'],
    ['plan'],
    ['apply', '-auto-approve', '-refresh-only'],
  ]) {
    const said = await elsewhere.refused(...command)
    t.match(said, `account_id "${account}"`, command.join(' '))
    t.match(said, `account_id "${other}"`, command.join(' '))
  }
  t.strictSame(seen(emulator), [], 'no request is made')
  t.equal(workspace.stateText(), before)
  t.equal(emulator.tokens(other).list().length, 1)
  t.ok(await workspace.isSettled(), 'and the right account still finds its own')
  await workspace.destroy()
  t.strictSame(emulator.tokens(account).list(), [])
  t.equal(emulator.tokens(other).list().length, 1)
})

hosted('learns the account of an imported object', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host, { accounts })
  emulator.setNextId(7)
  emulator.tokens(account).add('okta')
  workspace.write(token('this', 'okta'))
  await workspace.importId('dbtcloud_scim_config_token.this', '7')
  t.match(instances(await workspace.state()), [{ values: { name: 'okta' } }])
  const elsewhere = workspace.with({ DBT_CLOUD_ACCOUNT_ID: String(other) })
  t.match(await elsewhere.refused('plan'), `account_id "${account}"`)
})
