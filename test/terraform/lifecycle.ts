import { readdirSync } from 'node:fs'
import type { Test } from 'tap'
import { token } from './kit/hcl.ts'
import { type Host, hosted } from './kit/host.ts'
import { account, isLive, seen, setScene, tokensPath } from './kit/scene.ts'
import { instances, proposals } from './kit/shown.ts'

const address = 'dbtcloud_scim_config_token.okta'

/** A scene with an applied configuration and an empty request log. */
const applied = async (t: Test, host: Host, more = '') => {
  const scene = await setScene(t, host)
  scene.workspace.write(token('okta', 'first', more))
  await scene.workspace.apply()
  scene.emulator.clear()
  const tokens = scene.emulator.tokens(account)
  const [made] = tokens.list()
  if (made === undefined) throw new Error('The apply has made no token.')
  return { ...scene, tokens, made }
}

hosted('creates a token that works, and then plans no changes', async (t, host) => {
  const { emulator, workspace, made } = await applied(t, host)
  const [instance] = instances(await workspace.state())
  t.match(instance, {
    address,
    values: {
      id: made.id,
      name: 'first',
      token_string: made.token_string,
      created_at: made.created_at,
      last_used: null,
    },
  })
  t.ok(await isLive(emulator, instance?.values['token_string']))
  t.ok(await workspace.isSettled())
})

hosted('shows that a new name forces replacement, and applies it', async (t, host) => {
  const { emulator, workspace, tokens, made } = await applied(t, host)
  workspace.write(token('okta', 'second'))
  const [proposal] = proposals(await workspace.plan())
  t.strictSame(proposal?.change.actions, ['delete', 'create'])
  t.strictSame(proposal?.change.replace_paths, [['name']])
  emulator.clear()
  await workspace.apply('tfplan')
  t.strictSame(
    seen(emulator).filter((request) => !request.startsWith('GET')),
    [`DELETE ${tokensPath}${made.id}/`, `POST ${tokensPath}`],
  )
  t.match(tokens.list(), [{ name: 'second' }])
  t.ok(await workspace.isSettled())
})

hosted(
  'creates the new token before it deletes the old one with create_before_destroy',
  async (t, host) => {
    const order = 'lifecycle { create_before_destroy = true }'
    const { emulator, workspace, tokens, made } = await applied(t, host, order)
    workspace.write(token('okta', 'second', order))
    const [proposal] = proposals(await workspace.plan())
    t.strictSame(proposal?.change.actions, ['create', 'delete'])
    await workspace.apply('tfplan')
    t.strictSame(
      seen(emulator).filter((request) => !request.startsWith('GET')),
      [`POST ${tokensPath}`, `DELETE ${tokensPath}${made.id}/`],
    )
    t.match(tokens.list(), [{ name: 'second' }])
  },
)

hosted('destroys a token', async (t, host) => {
  const { workspace, tokens } = await applied(t, host)
  await workspace.destroy()
  t.strictSame(tokens.list(), [])
  t.strictSame(instances(await workspace.state()), [])
  t.strictSame(readdirSync(workspace.temporary), [], 'no socket is left')
})

hosted('succeeds in destroying a token that no longer exists', async (t, host) => {
  const { emulator, workspace, tokens, made } = await applied(t, host)
  emulator.advance(61_000)
  tokens.remove(made.id)
  // Without a refresh, the delete itself receives the 404.
  await workspace.destroy('-refresh=false')
  t.ok(seen(emulator).includes(`DELETE ${tokensPath}${made.id}/`))
  t.strictSame(instances(await workspace.state()), [])
})

hosted('plans to create a token that was deleted elsewhere', async (t, host) => {
  const { emulator, workspace, tokens, made } = await applied(t, host)
  emulator.advance(61_000)
  tokens.remove(made.id)
  const plan = await workspace.plan()
  t.match(plan.resource_drift, [{ address, change: { actions: ['delete'] } }])
  t.match(proposals(plan), [{ address, change: { actions: ['create'] } }])
  await workspace.apply('tfplan')
  t.match(tokens.list(), [{ name: 'first' }])
})

hosted('plans a replacement if the name was changed elsewhere', async (t, host) => {
  const { workspace, tokens, made } = await applied(t, host)
  tokens.rename(made.id, 'changed by hand')
  const [proposal] = proposals(await workspace.plan())
  t.match(proposal?.change, {
    actions: ['delete', 'create'],
    before: { name: 'changed by hand' },
    after: { name: 'first' },
    replace_paths: [['name']],
  })
})

hosted('plans no changes after the token was used, and saves the time', async (t, host) => {
  const { workspace, tokens, made } = await applied(t, host)
  tokens.markUsed(made.id)
  const used = tokens.list()[0]?.last_used
  t.ok(await workspace.isSettled())
  const plan = await workspace.plan('-refresh-only')
  t.match(plan.resource_drift, [
    { address, change: { before: { last_used: null }, after: { last_used: used } } },
  ])
  await workspace.apply('-refresh-only')
  t.match(instances(await workspace.state()), [
    { values: { last_used: used, token_string: made.token_string } },
  ])
})
