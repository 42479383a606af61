import { token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, isLive, seen, setScene, tokensPath } from './kit/scene.ts'
import { instances } from './kit/shown.ts'

const many = (count: number) => `
resource "dbtcloud_scim_config_token" "each" {
  for_each = toset([for number in range(${count}) : "token-\${number}"])
  name     = each.key
}
`

hosted('creates thirty tokens at once, each with its own value', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(many(30))
  await workspace.apply()
  const made = instances(await workspace.state()).map(({ values }) => values)
  t.equal(new Set(made.map(({ token_string }) => token_string)).size, 30)
  t.equal(new Set(made.map(({ id }) => id)).size, 30)
  const live = await Promise.all(made.map(({ token_string }) => isLive(emulator, token_string)))
  t.strictSame(live, Array(30).fill(true))
  t.equal(seen(emulator).filter((request) => request.startsWith('POST')).length, 30)
  t.ok(await workspace.isSettled())
  await workspace.destroy()
  t.strictSame(emulator.tokens(account).list(), [])
})

hosted(
  'creates 300 tokens with one request each, and a check and a listing for the plan and the apply',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(many(300))
    await workspace.apply()
    t.equal(emulator.tokens(account).list().length, 300)
    t.ok(emulator.requests.length <= 304, `${emulator.requests.length} requests`)
  },
)

// The second one is not an IEEE double. Any conversion to a double makes it …992.
const largeIds = ['70471823456789', '9007199254740993']

for (const id of largeIds)
  hosted(`keeps the ID ${id} exact in HTTP, the protocol, and the state`, async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    emulator.setNextId(BigInt(id))
    workspace.write(`${token('large')}
      output "id" {
        value = "id \${dbtcloud_scim_config_token.large.id}"
      }`)
    await workspace.apply()
    t.match(workspace.stateText(), new RegExp(`"id": ${id},`))
    t.match(workspace.stateText(), `"id ${id}"`)
    t.ok(await workspace.isSettled())
    await workspace.done('state', 'rm', 'dbtcloud_scim_config_token.large')
    await workspace.importId('dbtcloud_scim_config_token.large', id)
    t.match(workspace.stateText(), new RegExp(`"id": ${id},`))
    emulator.clear()
    await workspace.destroy()
    t.strictSame(seen(emulator), [`GET ${tokensPath}${id}/`, `DELETE ${tokensPath}${id}/`])
  })
