import type { Fault } from '../../src/emulator/index.ts'
import { scimConfig, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, configPath, setScene, tokensPath } from './kit/scene.ts'
import { instances, proposals } from './kit/shown.ts'

const address = 'dbtcloud_scim_config_token.okta'
const always = { times: Number.POSITIVE_INFINITY }
const on = { enabled: true, manual_updates_allowed: false, scim_controlled_license_type: true }

const malformed: readonly (readonly [title: string, Fault, said: RegExp])[] = [
  ['another id', { with: { id: 8 } }, /it contains\s+object\s+8\s+instead\s+of\s+1001/],
  ['null for the name', { with: { name: null } }, /name\s+is\s+null\s+instead\s+of\s+a\s+string/],
  ['a number for the name', { with: { name: 5 } }, /name\s+is\s+a\s+number/],
  [
    'a million digits',
    { body: `{"data":${'9'.repeat(1_000_000)}}` },
    /number\s+of\s+1000000\s+digits/,
  ],
]

hosted('keeps state and world when an answer cannot be believed', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(token('okta'))
  await workspace.apply()
  const before = workspace.stateText()
  for (const [title, fault, said] of malformed) {
    const hold = emulator.fail({ method: 'GET', path: /tokens/ }, { ...fault, ...always })
    for (const command of [['plan'], ['apply', '-auto-approve'], ['destroy', '-auto-approve']]) {
      const output = await workspace.refused(...command)
      t.match(output, said, `${title}: ${command[0]}`)
      t.match(output, /GET\s+http:\S+tokens\/1001\//, 'it names the request')
      t.notMatch(output, 'forces replacement')
    }
    hold.release()
    t.equal(workspace.stateText(), before)
  }
  t.ok(await workspace.isSettled())
  t.equal(emulator.tokens(account).list().length, 1)
})

hosted('destroys at once a token whose computed values cannot be used', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(token('okta'))
  const fault = { with: { created_at: 5, last_used: [] }, ...always }
  emulator.fail({ method: 'GET', path: /tokens/ }, fault)
  emulator.fail({ method: 'POST', path: /tokens/ }, fault)
  const { said } = await workspace.apply()
  t.match(said, /dbt Cloud returned an unusable value/)
  t.match(instances(await workspace.state()), [
    { address, values: { id: 1001, created_at: null, last_used: null } },
  ])
  await workspace.destroy()
  t.strictSame(emulator.tokens(account).list(), [])
})

hosted('keeps a token that reads do not show right after its creation', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(token('okta'))
  const hold = emulator.fail({ method: 'POST' }, { lag: Number.POSITIVE_INFINITY })
  await workspace.apply()
  const plan = workspace.start('plan', '-detailed-exitcode')
  const looked = emulator.fail(
    { method: 'GET', path: `${tokensPath}1001/` },
    { status: 404, times: 2 },
  )
  await looked.done
  hold.release()
  t.equal((await plan.outcome).code, 0)
  await workspace.destroy()
  t.strictSame(emulator.tokens(account).list(), [])
})

hosted('does not plan to create what an empty listing hides', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(token('okta'))
  await workspace.apply()
  emulator.advance(61_000)
  emulator.fail({ path: `${tokensPath}1001/` }, { status: 404, ...always })
  for (const listing of ['empty', 'miscounted', 'incomplete'] as const) {
    const accounts = emulator.fail({ path: /v2\/accounts/ }, { with: { id: 1 }, ...always })
    const hold = emulator.fail({ path: tokensPath }, { listing, ...always })
    t.match(await workspace.refused('plan'), /status 404/, listing)
    accounts.release()
    hold.release()
  }
})

hosted('keeps SCIM on while its resource is renamed or replaced', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  const first = '\n  lifecycle { create_before_destroy = true }\n}\n'
  const config = scimConfig(on).replace(/}\n$/, first)
  const posted = () =>
    emulator.requests
      .filter(({ method, path }) => method === 'POST' && path === configPath)
      .map(({ body }) => body)
  workspace.write(config)
  await workspace.apply()
  const { said } = await workspace.apply('-replace=dbtcloud_scim_config.this')
  t.match(said, /The SCIM configuration was left as it is/)
  t.strictSame(posted(), [on, on])
  t.ok(await workspace.isSettled())
  await workspace.destroy()
  t.match(posted().at(-1), { enabled: false })
  t.equal(posted().length, 3)
  t.strictSame(proposals(await workspace.plan()).length, 1)
})
