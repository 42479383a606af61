import { provider, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, isLive, seen, setScene, tokensPath } from './kit/scene.ts'
import { instances, proposals } from './kit/shown.ts'

const patient = provider({ retry_interval_seconds: 0, timeout_seconds: 2 })
const address = 'dbtcloud_scim_config_token.okta'
const create = { method: 'POST', path: tokensPath }

hosted('retries while the service is unavailable', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${patient}${token('okta')}`)
  await workspace.apply()
  emulator.clear()
  emulator.fail({ method: 'GET', path: /tokens/ }, { status: 503, times: 2 })
  t.ok(await workspace.isSettled())
  const statuses = emulator.requests
    .filter(({ path }) => path.startsWith(tokensPath))
    .map(({ status }) => status)
  t.strictSame(statuses.slice(0, 3), [503, 503, 200])
})

hosted('waits for as long as the service asks before it creates', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${patient}${token('okta')}`)
  emulator.fail(create, { status: 429, retryAfter: 1 })
  await workspace.apply()
  const [refused, made, ...more] = emulator.requests.filter(({ method }) => method === 'POST')
  t.match([refused, made], [{ status: 429 }, { status: 200 }])
  t.strictSame(more, [])
  const waited = (made?.at.getTime() ?? 0) - (refused?.at.getTime() ?? 0)
  t.ok(waited >= 1000, `after ${waited} ms`)
  t.equal(emulator.tokens(account).list().length, 1)
})

hosted('deletes a token without a value in the response, and reports it', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${patient}${token('okta')}`)
  emulator.fail(create, { without: ['token_string'] })
  const said = await workspace.refused('apply', '-auto-approve')
  t.match(said, /created 1001, but the response did not contain its secret.*was deleted/)
  t.strictSame(emulator.tokens(account).list(), [])
  t.strictSame(instances(await workspace.state()), [])
})

hosted(
  'taints a token without its value that cannot be deleted, and replaces it next',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(`${patient}${token('okta')}`)
    emulator.fail(create, { without: ['token_string'] })
    emulator.fail({ method: 'DELETE' }, { status: 403 })
    const said = await workspace.refused('apply', '-auto-approve')
    t.match(said, /created 1001, but its secret was lost and the object could not be deleted/)
    t.match(instances(await workspace.state()), [
      { address, tainted: true, values: { id: 1001, name: 'okta', token_string: null } },
    ])
    t.match(proposals(await workspace.plan()), [
      {
        address,
        change: { actions: ['delete', 'create'] },
        action_reason: 'replace_because_tainted',
      },
    ])
    emulator.clear()
    await workspace.apply('tfplan')
    t.ok(seen(emulator).includes(`DELETE ${tokensPath}1001/`))
    const [instance] = instances(await workspace.state())
    t.ok(await isLive(emulator, instance?.values['token_string']))
    t.equal(emulator.tokens(account).list().length, 1)
  },
)
