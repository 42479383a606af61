import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { openBridge } from './kit/bridge.ts'
import { startBridge } from './kit/bridge-host.ts'
import { createIdentityOf, curves } from './kit/host-identity.ts'
import { launch } from './kit/plugin.ts'
import { account, executable, openCloud, openScene, type } from './kit/scene.ts'

const program = { okta: { type, inputs: { name: 'okta-scim' } } }

t.test('prints one line: the handshake of protocol 6 with a certificate', async (t) => {
  const { plugin, stack } = await openScene(t)
  await stack.up(program)
  await plugin.shutdown()
  t.strictSame(plugin.stdout, [plugin.handshake.line])
  t.match(plugin.handshake.line, /^1\|6\|(unix|tcp)\|[^|]+\|grpc\|[A-Za-z0-9+/]+$/)
  t.same(plugin.unexpected, [], 'sends nothing over the stdio stream')
})

for (const curve of curves)
  t.test(`trusts a bridge with a certificate of ${curve}`, async (t) => {
    const plugin = await launch(await executable(), { identity: createIdentityOf(curve) })
    t.teardown(() => plugin.kill())
    t.ok((await openBridge(plugin.connection)).schemas.resources.has(type))
  })

t.test('ends within a second of Shutdown, and removes its socket', async (t) => {
  const { plugin, stack } = await openScene(t)
  await stack.up(program)
  const { address } = plugin.handshake
  t.ok(existsSync(address))
  const started = performance.now()
  t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
  t.ok(performance.now() - started < 1000)
  t.equal(await plugin.broker.ended, '0', 'the broker stream ends with success')
  t.notOk(existsSync(address))
})

t.test('deletes what a create made within two seconds of Shutdown: it is lost', async (t) => {
  const { plugin, stack, emulator } = await openScene(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const update = stack.up(program).catch(() => {})
  await hold.applied
  t.equal(emulator.tokens(account).list().length, 1)
  const started = performance.now()
  t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
  t.ok(performance.now() - started < 2000)
  await update
  t.strictSame(emulator.tokens(account).list(), [])
})

t.test('is reported as unavailable if it is killed during a create', async (t) => {
  const { plugin, stack, emulator } = await openScene(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const update = stack.up(program)
  const refused = t.rejects(update, { name: 'UnavailableError', message: /Unavailable/ })
  await hold.applied
  await plugin.kill('SIGKILL')
  await refused
  t.same(stack.names, [], 'nothing counts as created')
})

t.test('continues a create when the engine interrupts the process group', async (t) => {
  const emulator = await openCloud(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const host = await startBridge(t, emulator)
  await hold.applied
  host.interruptGroup()
  await host.printed('interrupted')
  hold.release()
  t.match(JSON.parse(await host.printed('created')), { name: 'okta-scim', tokenString: '[secret]' })
  t.equal(await host.printed('ended'), '0')
  t.equal(await host.ended, 0)
  t.notOk(host.isGroupAlive(), 'all processes have ended')
  t.notOk(existsSync(host.socket))
  t.equal(emulator.tokens(account).list().length, 1)
})

t.test('ends when the bridge is killed', async (t) => {
  const emulator = await openCloud(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const host = await startBridge(t, emulator)
  await hold.applied
  const line = connect(host.socket)
  await once(line, 'connect')
  const killed = performance.now()
  host.killBridge()
  await once(line.resume(), 'close')
  t.ok(performance.now() - killed < 10_000)
  t.notOk(existsSync(host.socket))
  t.strictSame(emulator.tokens(account).list(), [], 'and leaves no token behind')
})

t.test("ignores the user's NODE_OPTIONS", async (t) => {
  const folder = t.testdir({ 'preload.cjs': 'console.log("printed before anything else")' })
  for (const options of [`--require=${join(folder, 'preload.cjs')}`, '--no-such-option']) {
    const plugin = await launch(await executable(), { env: { NODE_OPTIONS: options } })
    t.teardown(() => plugin.kill())
    t.ok((await openBridge(plugin.connection)).schemas.resources.has(type), options)
    t.strictSame(plugin.stdout, [plugin.handshake.line])
  }
})
