import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { findProgram } from '../../scripts/find-program.ts'
import type { RequestEntry } from '../../src/emulator/index.ts'
import type { Receivers } from './kit/command.ts'
import { provider, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, isLive, setScene, tokensPath } from './kit/scene.ts'
import { instances } from './kit/shown.ts'

t.setTimeout(600_000)

// Without a stop, whatever hangs would hang for ten minutes.
const slow = provider({ timeout_seconds: 600, retry_interval_seconds: 0 })

const single = new RegExp(`^${tokensPath}\\d+/$`)

hosted('ends at once when interrupted while a plan reads', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${slow}${token('okta')}`)
  await workspace.apply()
  const before = workspace.stateText()
  const hold = emulator.fail({ method: 'GET', path: single }, { latency: Infinity })
  // Not `apply`: Terraform 1.11 stops nothing while an apply is still planning.
  const running = workspace.start('plan')
  await hold.applied
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

hosted('ends at once when interrupted while it waits for its turn to create', async (t, host) => {
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
  // The second where the stop outran the answer.
  t.match(said, /was stopped before it took effect|status 429/)
  t.strictSame(emulator.tokens(account).list(), [])
  t.strictSame(instances(await workspace.state()), [])
})

hosted(
  'ends within seconds when interrupted while it creates, and owns what is live',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    const chain = `${slow}${token('first')}${token('second', 'second', 'depends_on = [dbtcloud_scim_config_token.first]')}`
    workspace.write(chain)
    emulator.fail({ method: 'POST' }, { latency: 0 })
    const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
    const running = workspace.start('apply', '-auto-approve')
    await hold.applied
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

const create = { method: 'POST' }

/** How the answer to the create is kept back. Either way the token exists. */
const hangs = { latency: Infinity }

hosted(
  'ends within 15 s of Ctrl-C though the create hangs, and deletes its token',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(`${slow}${token('okta')}`)
    const hold = emulator.fail(create, hangs)
    const running = workspace.start('apply', '-auto-approve')
    await hold.applied
    const before = emulator.requests.length
    const interrupted = performance.now()
    running.interrupt()
    const { code, said } = await running.outcome
    const taken = performance.now() - interrupted
    t.equal(code, 1)
    t.ok(taken > 10_000 && taken < 15_000, `after ${taken} ms`)
    t.match(said, /A lost SCIM token was deleted.*1001/, 'it is named')
    t.ok(emulator.requests.slice(before).filter(({ method }) => method === 'GET').length > 3)
    t.strictSame(emulator.tokens(account).list(), [])
    t.strictSame(instances(await workspace.state()), [])
  },
)

hosted('keeps a token whose answer comes after Ctrl-C', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${slow}${token('okta')}`)
  const hold = emulator.fail(create, hangs)
  const running = workspace.start('apply', '-auto-approve')
  await hold.applied
  running.interrupt()
  await running.printed('Interrupt received')
  hold.release()
  await running.outcome
  const [made] = instances(await workspace.state())
  t.ok(await isLive(emulator, made?.values['token_string']))
  t.equal(emulator.tokens(account).list().length, 1)
})

hosted('leaves no token and no process when interrupted twice', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${slow}${token('okta')}`)
  const hold = emulator.fail(create, hangs)
  const running = workspace.start('apply', '-auto-approve')
  await hold.applied
  running.interrupt()
  // Two signals at once would be one to the process.
  await running.printed('Interrupt received')
  const interrupted = performance.now()
  running.interrupt()
  const { code } = await running.outcome
  t.not(code, 0)
  t.ok(performance.now() - interrupted < 15_000)
  t.notOk(existsSync(join(workspace.folder, '.terraform.tfstate.lock.info')))
  t.strictSame(emulator.tokens(account).list(), [])
  emulator.clear()
  await workspace.apply()
  t.match(instances(await workspace.state()), [{ values: { name: 'okta' } }])
  t.equal(emulator.tokens(account).list().length, 1)
})

/** What ends the host, or the provider, or both. */
const ends: readonly { readonly signal: NodeJS.Signals; readonly to: Receivers }[] = [
  { signal: 'SIGTERM', to: 'plugin' },
  { signal: 'SIGTERM', to: 'host' },
  { signal: 'SIGTERM', to: 'group' },
  { signal: 'SIGHUP', to: 'group' },
  { signal: 'SIGHUP', to: 'host' },
  { signal: 'SIGQUIT', to: 'group' },
  { signal: 'SIGKILL', to: 'host' },
]

for (const { signal, to } of ends)
  hosted(
    `leaves no token without an owner when ${signal} is sent to the ${to}`,
    async (t, host) => {
      const { emulator, workspace } = await setScene(t, host)
      workspace.write(`${slow}${token('okta')}`)
      const hold = emulator.fail(create, hangs)
      const running = workspace.start('apply', '-auto-approve')
      await hold.applied
      running.leave()
      const sent = performance.now()
      running.signal(signal, to)
      await running.outcome
      await workspace.vacated()
      const taken = performance.now() - sent
      t.ok(taken < 20_000, `after ${taken} ms`)
      t.strictSame(emulator.tokens(account).list(), [])
      t.comment(`${signal} to the ${to}: ${Math.round(taken)} ms`)
    },
  )

for (const { signal, to } of [
  { signal: 'SIGHUP', to: 'plugin' },
  { signal: 'SIGINT', to: 'plugin' },
  { signal: 'SIGQUIT', to: 'plugin' },
] as const)
  hosted(`goes on with a create when ${signal} is sent to the plugin alone`, async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(`${slow}${token('okta')}`)
    const hold = emulator.fail(create, hangs)
    const running = workspace.start('apply', '-auto-approve')
    await hold.applied
    running.signal(signal, to)
    hold.release()
    t.equal((await running.outcome).code, 0)
    t.equal(instances(await workspace.state()).length, 1)
    t.equal(emulator.tokens(account).list().length, 1)
  })

hosted('takes the answer of a create that SIGTERM to the plugin has met', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(`${slow}${token('okta')}`)
  const hold = emulator.fail(create, hangs)
  const running = workspace.start('apply', '-auto-approve')
  await hold.applied
  running.signal('SIGTERM', 'plugin')
  hold.release()
  await running.outcome
  const [made] = instances(await workspace.state())
  t.ok(await isLive(emulator, made?.values['token_string']))
  t.equal(emulator.tokens(account).list().length, 1)
})

hosted('survives a hang-up together with a host that runs under nohup', async (t, host) => {
  const program = findProgram('nohup') ?? 'nohup'
  const { emulator, workspace } = await setScene(t, { ...host, program })
  workspace.write(`${slow}${token('okta')}`)
  const hold = emulator.fail(create, hangs)
  const running = workspace.start(host.program, 'apply', '-auto-approve')
  await hold.applied
  running.signal('SIGHUP', 'group')
  hold.release()
  t.equal((await running.outcome).code, 0)
  t.match(workspace.stateText(), '"name": "okta"')
  t.equal(emulator.tokens(account).list().length, 1)
})
