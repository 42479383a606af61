import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestEntry } from '../../src/emulator/index.ts'
import { provider, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, isLive, setScene, tokensPath } from './kit/scene.ts'
import { instances } from './kit/shown.ts'

// Without a stop, a request that hangs would hang for ten minutes.
const slow = provider({ timeout_seconds: 600, retry_interval_seconds: 0 })

const single = new RegExp(`^${tokensPath}\\d+/$`)

hosted('ends immediately when interrupted during the reads of a plan', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${slow}${token('okta')}`)
  await workspace.apply()
  const before = workspace.stateText()
  const hold = emulator.fail({ method: 'GET', path: single }, { latency: Infinity })
  // Not `apply`: Terraform 1.11 does not stop the provider while an apply is still planning.
  const running = workspace.start('plan')
  await hold.struck
  const interrupted = performance.now()
  running.interrupt()
  const { code, said } = await running.outcome
  t.ok(performance.now() - interrupted < 5_000)
  t.equal(code, 1)
  t.match(said, /was stopped/)
  t.equal(workspace.stateText(), before)
  t.strictSame(readdirSync(workspace.temporary), [])
  emulator.clear()
  t.ok(await workspace.isSettled())
})

hosted('ends immediately when interrupted while it waits to create', async (t, host) => {
  const refused = Promise.withResolvers<void>()
  const log = ({ status }: RequestEntry) => void (status === 429 && refused.resolve())
  const { emulator, workspace } = await setScene(t, host, { log })
  workspace.write(`${slow}${token('okta')}`)
  emulator.fail({ method: 'POST' }, { status: 429, retryAfter: 100 })
  const running = workspace.start('apply', '-auto-approve')
  await refused.promise
  const interrupted = performance.now()
  running.interrupt()
  const { code, said } = await running.outcome
  t.ok(performance.now() - interrupted < 5_000)
  t.equal(code, 1)
  // There is a second one if the stop arrived before the response.
  t.match(said, /was stopped before it took effect|status 429/)
  t.strictSame(emulator.tokens(account).list(), [])
  t.strictSame(instances(await workspace.state()), [])
})

hosted(
  'ends within seconds when interrupted during a create, and has every token in the state',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    const chain = `${slow}${token('first')}${token('second', 'second', 'depends_on = [dbtcloud_scim_config_token.first]')}`
    workspace.write(chain)
    emulator.fail({ method: 'POST' }, { latency: 0 })
    const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
    const running = workspace.start('apply', '-auto-approve')
    await hold.struck
    t.equal(emulator.tokens(account).list().length, 2)
    running.interrupt()
    const { code, milliseconds } = await running.outcome
    t.equal(code, 1)
    t.ok(milliseconds < 30_000, `after ${milliseconds} ms`)
    const made = instances(await workspace.state())
    t.match(made, [{ values: { name: 'first' } }])
    t.ok(await isLive(emulator, made[0]?.values['token_string']))
    t.match(emulator.tokens(account).list(), [{ name: 'first' }])
    t.equal(emulator.tokens(account).list().length, 1)
    emulator.clear()
    await workspace.apply()
    t.equal(emulator.tokens(account).list().length, 2)
  },
)

hosted('leaves a complete state and no process when interrupted twice', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${slow}${token('okta')}`)
  const hold = emulator.fail({ method: 'POST' }, { reset: true, latency: Infinity })
  const running = workspace.start('apply', '-auto-approve')
  await hold.struck
  running.interrupt()
  // The process would receive two signals at once as one.
  await running.printed('Interrupt received')
  const interrupted = performance.now()
  running.interrupt()
  const { code } = await running.outcome
  t.not(code, 0)
  t.ok(performance.now() - interrupted < 20_000)
  t.notOk(existsSync(join(workspace.folder, '.terraform.tfstate.lock.info')))
  emulator.clear()
  await workspace.apply()
  t.match(instances(await workspace.state()), [{ values: { name: 'okta' } }])
  t.equal(emulator.tokens(account).list().length, 1)
})
