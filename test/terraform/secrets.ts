import { provider, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, apiToken, setScene } from './kit/scene.ts'

const config = `${token('okta', 'first')}
  data "dbtcloud_scim_config_tokens" "all" {}

  output "value" {
    value     = dbtcloud_scim_config_token.okta.token_string
    sensitive = true
  }

  output "all" {
    value = data.dbtcloud_scim_config_tokens.all.tokens
  }
`

hosted(
  "writes a token's value into the state and the plan file, and nowhere else",
  async (t, host) => {
    const { emulator, workspace: untraced } = await setScene(t, host)
    const workspace = untraced.traced()
    workspace.write(config)
    const outcomes = [
      await workspace.apply(),
      await workspace.done('plan', '-out=tfplan'),
      await workspace.done('show'),
      await workspace.done('show', 'tfplan'),
      await workspace.done('output'),
      await workspace.done('state', 'show', 'dbtcloud_scim_config_token.okta'),
    ]
    const value = emulator.tokens(account).list()[0]?.token_string ?? ''
    const texts = [...outcomes.flatMap(({ stdout, stderr }) => [stdout, stderr]), workspace.log()]
    t.match(value, /^dbts_/)
    t.match(workspace.stateText(), value)
    const { stdout } = await workspace.done('show', '-json', 'tfplan')
    t.match(stdout, value)
    // Both the host and the provider have written traces.
    t.match(workspace.log(), /provider\.terraform-provider-dbtcloud.*dbt Cloud request/)
    t.match(workspace.log(), /\[TRACE\] vertex/)
    for (const text of texts) t.notOk(text.includes(value) || text.includes(apiToken))
  },
)

hosted('shows no token in an error, however the request fails', async (t, host) => {
  const { emulator, workspace: untraced } = await setScene(t, host)
  const workspace = untraced.traced()
  const settings = { retry_interval_seconds: 0, timeout_seconds: 1 }
  workspace.write(`${provider(settings)}${config}`)
  await workspace.apply()
  const value = emulator.tokens(account).list()[0]?.token_string ?? ''
  for (const fault of [{ status: 401 }, { status: 500 }, { reset: true }]) {
    emulator.fail({ path: /tokens/ }, { ...fault, times: Infinity })
    const said = await workspace.refused('apply', '-auto-approve')
    t.notOk(said.includes(value) || said.includes(apiToken), said)
    emulator.clear()
  }
  t.notOk(workspace.log().includes(value) || workspace.log().includes(apiToken))
})
