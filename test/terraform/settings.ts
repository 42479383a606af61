import type { Emulator } from '../../src/emulator/index.ts'
import { provider, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, apiToken, setScene } from './kit/scene.ts'

const listing = 'data "dbtcloud_scim_config_tokens" "all" {}'

const checksOf = ({ requests }: Emulator): number =>
  requests.filter(({ path }) => path === '/api/v2/accounts/').length

const unset = { DBT_CLOUD_TOKEN: '', DBT_CLOUD_ACCOUNT_ID: '', DBT_CLOUD_HOST_URL: '' }

hosted(
  'uses the settings of its block, with or without a slash at the end of host_url',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    for (const host_url of [emulator.host_url, `${emulator.host_url}/`]) {
      workspace.write(`${provider({ token: apiToken, account_id: account, host_url })}${listing}`)
      t.ok(await workspace.with(unset).isSettled(), host_url)
    }
  },
)

const faults = [
  {
    env: { DBT_CLOUD_TOKEN: '' },
    says: "token is missing. Set it in the provider's configuration or with the DBT_CLOUD_TOKEN environment variable.",
  },
  {
    env: { DBT_CLOUD_ACCOUNT_ID: '' },
    says: "account_id is missing. Set it in the provider's configuration or with the DBT_CLOUD_ACCOUNT_ID environment variable.",
  },
  {
    env: { DBT_CLOUD_ACCOUNT_ID: 'my-account' },
    says: 'account_id is "my-account", which is not a positive whole number.',
  },
  {
    env: { DBT_CLOUD_HOST_URL: 'cloud.getdbt.com' },
    says: 'host_url is "cloud.getdbt.com", which is not an address that begins with https://. Set host_url to https://cloud.getdbt.com/api.',
  },
]

hosted('explains what to set if a setting is missing or invalid', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(listing)
  for (const { env, says } of faults) t.match(await workspace.with(env).refused('plan'), says)
  t.equal(emulator.requests.length, 0)
})

hosted(
  'says what to check where the token is refused, and never shows the token',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(listing)
    const wrong = 'dbtc_wrong-5d2f'
    const unauthorized = await workspace.with({ DBT_CLOUD_TOKEN: wrong }).refused('plan')
    t.match(unauthorized, /status 401/)
    t.match(unauthorized, /[Cc]heck.*token/)
    t.notMatch(unauthorized, wrong)
    emulator.fail({ path: '/api/v2/accounts/' }, { status: 403 })
    const forbidden = await workspace.refused('plan')
    t.match(forbidden, /status 403/)
    t.match(forbidden, /[Cc]heck.*token/)
    t.notMatch(forbidden, apiToken)
  },
)

hosted('says which plans have SCIM where an account does not have it', async (t, host) => {
  const accounts = [{ id: account, token: apiToken, scim: false }]
  const { workspace } = await setScene(t, host, { accounts })
  workspace.write(listing)
  t.match(await workspace.refused('plan'), /status 403.*Enterprise/)
})

const tokenOfAnother = (rest: string): string => `
  resource "terraform_data" "vault" {
    input = "${apiToken}"
  }
  provider "dbtcloud" {
    token = terraform_data.vault.output
  }
  ${rest}
`

hosted('plans and applies while the token of the API is unknown', async (t, host) => {
  const { emulator, workspace: full } = await setScene(t, host)
  const workspace = full.with({ DBT_CLOUD_TOKEN: '' })
  workspace.write(tokenOfAnother(listing))
  t.match(await workspace.refused('plan'), /token cannot be known before other resources/)
  workspace.write(tokenOfAnother(token('okta')))
  await workspace.apply()
  t.match(emulator.tokens(account).list(), [{ name: 'okta' }])
  t.ok(await workspace.isSettled())
})

hosted('checks the token once for each process, or never', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  const three = ['a', 'b', 'c'].map((name) => token(name)).join('')
  workspace.write(three)
  await workspace.apply()
  t.equal(checksOf(emulator), 2, 'those of the plan and of the apply')
  emulator.clear()
  t.ok(await workspace.isSettled())
  t.equal(checksOf(emulator), 1)
  emulator.clear()
  workspace.write(`${provider({ skip_credentials_validation: true })}${three}`)
  t.ok(await workspace.isSettled())
  t.equal(checksOf(emulator), 0)
})
