import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, seen, setScene } from './kit/scene.ts'
import { instances, proposals } from './kit/shown.ts'

const address = 'dbtcloud_scim_config_token.found'

hosted(
  'imports a token by its ID without its value, and then plans no changes',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    const found = emulator.tokens(account).add('found')
    workspace.write(token('found'))
    await workspace.importId(address, String(found.id))
    t.match(instances(await workspace.state()), [
      { address, values: { id: found.id, name: 'found', token_string: null, last_used: null } },
    ])
    t.ok(await workspace.isSettled())
    t.notMatch(workspace.stateText(), found.token_string)
    t.strictSame(
      seen(emulator).filter((request) => !request.startsWith('GET')),
      [],
    )
  },
)

hosted('imports a token by an import block, and then plans nothing', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  const found = emulator.tokens(account).add('found')
  workspace.write(`${token('found')}
    import {
      to = ${address}
      id = "${found.id}"
    }`)
  const plan = await workspace.plan()
  t.match(plan.resource_changes, [
    { address, change: { actions: ['no-op'], importing: { id: String(found.id) } } },
  ])
  t.strictSame(proposals(plan), [])
  await workspace.apply('tfplan')
  t.match(instances(await workspace.state()), [{ address, values: { token_string: null } }])
  t.ok(await workspace.isSettled())
})

const form = "expected the object's numeric ID, for example 12345."

const wrong = [
  { id: 'found', says: form },
  { id: '1001.0', says: form },
  { id: '-1', says: form },
  { id: '4711', says: 'No dbtcloud_scim_config_token with the ID "4711" exists' },
]

hosted(
  'refuses an import by a wrong id, says what it expects and writes nothing',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    emulator.tokens(account).add('found')
    workspace.write(token('found'))
    for (const { id, says } of wrong) {
      t.match(await workspace.refused('import', '--', address, id), says)
      t.notOk(existsSync(join(workspace.folder, 'terraform.tfstate')), id)
    }
  },
)
