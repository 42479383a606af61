import { existsSync } from 'node:fs'
import t from 'tap'
import { dial } from '../../core/plugin-client.ts'
import {
  connectFixture,
  connectThroughShell,
  connectVanishing,
  startFixture,
} from './fixture-plugin.ts'

type Fixture = Pick<Awaited<ReturnType<typeof connectFixture>>, 'call' | 'stderr' | 'stderrLine'>

const logging = { env: { TF_LOG: 'INFO' } }

const ask = async ({ call }: Fixture, deed: string) =>
  call('ConfigureProvider', { terraform_version: deed })

/** A plugin in which a create is under way whose request was sent. */
const creating = async (plugin: Fixture) => {
  const create = ask(plugin, 'create')
  create.catch(() => {})
  await plugin.stderrLine(/"creating"/)
  return { create }
}

const logged = ({ stderr }: Fixture, message: string) =>
  stderr.some((line) => line.includes(`"${message}"`))

for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP'] as const)
  t.test(`lives on when ${signal} reaches it from a terminal: its host decides`, async (t) => {
    const plugin = await connectFixture(logging)
    const { create } = await creating(plugin)
    plugin.process.kill(signal)
    await ask(plugin, 'release')
    t.ok(await create)
    t.notOk(logged(plugin, 'stopped'))
    t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
  })

const ends: readonly [signal: NodeJS.Signals, code: number][] = [
  ['SIGTERM', 143],
  ['SIGUSR1', 138],
  ['SIGUSR2', 140],
  ['SIGALRM', 142],
  ['SIGVTALRM', 154],
  ['SIGXCPU', 152],
  ['SIGABRT', 134],
  ['SIGIO', 157],
  ['SIGPROF', 155],
  ['SIGPWR', 158],
  ['SIGSTKFLT', 144],
  ['SIGSYS', 159],
  ['SIGTRAP', 133],
]

for (const [signal, code] of ends) {
  t.test(`ends at once on ${signal} when it is idle, and takes its socket away`, async (t) => {
    const plugin = await connectFixture()
    const started = performance.now()
    plugin.process.kill(signal)
    t.strictSame(await plugin.exited, { code, signal: null })
    t.ok(performance.now() - started < 1000)
    t.notOk(existsSync(plugin.socket ?? ''))
    plugin.close()
  })

  t.test(`answers what was sent before it ends on ${signal}`, async (t) => {
    const plugin = await connectFixture(logging)
    const { create } = await creating(plugin)
    plugin.process.kill(signal)
    await plugin.stderrLine(/"stopped"/)
    await ask(plugin, 'release')
    t.ok(await create, 'the answer reaches the host')
    t.strictSame(await plugin.exited, { code, signal: null })
    t.notOk(logged(plugin, 'undone'), 'the host records it')
    t.notOk(existsSync(plugin.socket ?? ''))
    plugin.close()
  })
}

t.test('ends reads on SIGTERM, and starts nothing any more', async (t) => {
  const plugin = await connectFixture(logging)
  await creating(plugin)
  const read = ask(plugin, 'wait')
  await plugin.stderrLine(/"waiting"/)
  plugin.process.kill('SIGTERM')
  t.ok(await read)
  await ask(plugin, 'watch')
  t.ok(await plugin.stderrLine(/aborted from the start/))
  await ask(plugin, 'release')
  t.equal((await plugin.exited).code, 143)
  plugin.close()
})

t.test('undoes on a second end what the host will not record', async (t) => {
  const plugin = await connectVanishing(logging)
  await creating(plugin)
  plugin.process.kill('SIGTERM')
  await plugin.stderrLine(/"stopped"/)
  plugin.vanish()
  t.equal((await plugin.exited).code, 143)
  t.ok(logged(plugin, 'undone'))
})

t.test('ends when its host was killed, and takes its socket away', async (t) => {
  const plugin = await connectThroughShell('"$0" "$1" & wait')
  t.ok(existsSync(plugin.socket ?? ''))
  // The pipes close only when the plugin itself is gone, too.
  t.equal((await plugin.kill('SIGKILL')).signal, 'SIGKILL')
  t.notOk(existsSync(plugin.socket ?? ''))
})

t.test('undoes what its killed host will not record, and ends', async (t) => {
  const plugin = await connectThroughShell('TF_LOG=INFO "$0" "$1" & wait')
  await creating(plugin)
  plugin.process.kill('SIGKILL')
  // This test holds the connection, so it is the parent that is missed.
  await plugin.exited
  t.ok(logged(plugin, 'undone'))
  t.notOk(existsSync(plugin.socket ?? ''))
  plugin.close()
})

/** A host that is gone though a parent lives on: a shell or another wrapper between the two. */
t.test('ends when its host has closed the connection, though its parent lives', async (t) => {
  for (const args of [[], ['--tcp']]) {
    const plugin = await connectVanishing({ args, ...logging })
    await creating(plugin)
    plugin.vanish()
    t.strictSame(await plugin.exited, { code: 1, signal: null })
    t.ok(logged(plugin, 'undone'))
    t.notOk(existsSync(plugin.address))
  }
})

t.test('does not treat a disconnecting stranger as its host', async (t) => {
  const plugin = await connectFixture()
  const { target, certificate: serverCertificate } = plugin.handshake
  const stranger = dial(target, { serverCertificate })
  await t.rejects(stranger.call('StopProvider', {}))
  stranger.close()
  t.strictSame(await plugin.call('StopProvider', {}), {})
  await plugin.shutdown()
})

t.test('does not wait for ever for a call that is broken', async (t) => {
  const plugin = await connectFixture({ env: { ...logging.env, FIXTURE_PATIENCE: '100' } })
  const hanging = ask(plugin, 'hang')
  hanging.catch(() => {})
  await plugin.stderrLine(/"hanging"/)
  plugin.process.kill('SIGTERM')
  t.strictSame(await plugin.exited, { code: 143, signal: null })
  plugin.close()
})

const crashes: readonly [deed: string, cause: string][] = [
  ['throw', 'SyntaxError'],
  ['reject', 'RangeError'],
  ['reject outside', 'RangeError'],
  ['throw a secret', 'Error'],
  ['throw text', 'string'],
]

for (const [deed, cause] of crashes)
  t.test(`names the cause of a crash, and settles first what is under way: ${deed}`, async (t) => {
    const plugin = await connectFixture(logging)
    const { create } = await creating(plugin)
    ask(plugin, deed).catch(() => {})
    t.equal(await plugin.stderrLine(/^panic: /), `panic: ${cause}`)
    await plugin.stderrLine(/"stopped"/)
    await ask(plugin, 'release')
    t.ok(await create, 'the answer reaches the host')
    t.strictSame(await plugin.exited, { code: 1, signal: null })
    const text = plugin.stderr.join('\n')
    t.notMatch(text, /a handler rejected|no JSON|hunter2|the secret/, 'its text may hold a secret')
    t.equal(text.match(/panic: /g)?.length, 1)
    t.notOk(existsSync(plugin.socket ?? ''))
    plugin.close()
  })

t.test('shows where it crashed', async (t) => {
  const plugin = await connectFixture()
  ask(plugin, 'throw').catch(() => {})
  await plugin.exited
  t.match(plugin.stderr.join('\n'), /\n {4}at /)
  plugin.close()
})

t.test('ends by a crash also when nobody reads stderr any more', async (t) => {
  const plugin = await connectFixture()
  plugin.process.stderr?.destroy()
  ask(plugin, 'throw').catch(() => {})
  t.strictSame(await plugin.exited, { code: 1, signal: null })
  plugin.close()
})

t.test('is not ended by a log that nobody reads any more', async (t) => {
  const plugin = await connectFixture({ env: { TF_LOG: 'TRACE' } })
  plugin.process.stderr?.destroy()
  for (let round = 0; round < 3; round += 1) await ask(plugin, 'log')
  t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
})

/** Started by a person. The line that explains how to attach contains the path of the socket. */
const startDebug = async () => {
  const plugin = startFixture({ args: ['--debug'], ...logging })
  const line = await plugin.stdoutLine(/TF_REATTACH_PROVIDERS/)
  const target = `unix:${/"String":"([^"]+)"/.exec(line)?.[1]}`
  return { ...plugin, ...dial(target), target }
}

t.test('debug: ends on a signal after what is under way, and at once on the second', async (t) => {
  const plugin = await startDebug()
  const create = ask(plugin, 'create')
  await plugin.stderrLine(/"creating"/)
  plugin.process.kill('SIGINT')
  await plugin.stderrLine(/"stopped"/)
  await ask(plugin, 'release')
  t.ok(await create)
  t.strictSame(await plugin.exited, { code: 130, signal: null })
  plugin.close()

  const other = await startDebug()
  ask(other, 'hang').catch(() => {})
  await other.stderrLine(/"hanging"/)
  ask(other, 'create').catch(() => {})
  await other.stderrLine(/"creating"/)
  other.process.kill('SIGTERM')
  await other.stderrLine(/"stopped"/)
  other.process.kill('SIGTERM')
  t.strictSame(await other.exited, { code: 143, signal: null })
  other.close()
})

t.test(
  'debug: serves the next host when one has gone, and undoes what that one left',
  async (t) => {
    const plugin = await startDebug()
    const host = new AbortController()
    const request = { terraform_version: 'create' }
    plugin.call('ConfigureProvider', request, { signal: host.signal }).catch(() => {})
    await plugin.stderrLine(/"creating"/)
    host.abort()
    await plugin.stderrLine(/"undone"/)
    plugin.close()
    const next = dial(plugin.target)
    t.strictSame(await next.call('StopProvider', {}), {})
    next.close()
    t.equal((await plugin.kill('SIGTERM')).code, 143)
  },
)

t.test('debug: outlives a hang-up when it has no terminal, as under nohup', async (t) => {
  const plugin = await startDebug()
  plugin.process.kill('SIGHUP')
  t.strictSame(await plugin.call('StopProvider', {}), {})
  plugin.close()
  t.equal((await plugin.kill('SIGTERM')).code, 143)
})
