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

t.test('prints one line, which is the handshake of protocol 6 with a certificate', async (t) => {
  const { plugin, stack } = await openScene(t)
  await stack.up(program)
  await plugin.shutdown()
  t.strictSame(plugin.stdout, [plugin.handshake.line])
  t.match(plugin.handshake.line, /^1\|6\|(unix|tcp)\|[^|]+\|grpc\|[A-Za-z0-9+/]+$/)
  t.same(plugin.unexpected, [], 'and says nothing over the stdio stream')
})

for (const curve of curves)
  t.test(`trusts a bridge whose certificate is of ${curve}`, async (t) => {
    const plugin = await launch(await executable(), { identity: createIdentityOf(curve) })
    t.teardown(() => plugin.kill())
    t.ok((await openBridge(plugin.connection)).schemas.resources.has(type))
  })

t.test('ends well within a second of Shutdown, and takes its socket away', async (t) => {
  const { plugin, stack } = await openScene(t)
  await stack.up(program)
  const { address } = plugin.handshake
  t.ok(existsSync(address))
  const started = performance.now()
  t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
  t.ok(performance.now() - started < 1000)
  t.equal(await plugin.broker.ended, '0', 'the broker is told so')
  t.notOk(existsSync(address))
})

t.test('ends within a second of Shutdown though a request is still under way', async (t) => {
  const { plugin, stack, emulator } = await openScene(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const update = stack.up(program).catch(() => {})
  await hold.struck
  const started = performance.now()
  t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
  t.ok(performance.now() - started < 1000)
  await update
})

t.test('is told to be gone where it is killed in the midst of a create', async (t) => {
  const { plugin, stack, emulator } = await openScene(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const update = stack.up(program)
  const refused = t.rejects(update, { name: 'UnavailableError', message: /Unavailable/ })
  await hold.struck
  await plugin.kill('SIGKILL')
  await refused
  t.same(stack.names, [], 'nothing is taken for created')
})

t.test('goes on with a create when the engine interrupts the whole group', async (t) => {
  const emulator = await openCloud(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const host = await startBridge(t, emulator)
  await hold.struck
  host.interruptGroup()
  await host.told('interrupted')
  hold.release()
  t.match(JSON.parse(await host.told('created')), { name: 'okta-scim', tokenString: '[secret]' })
  t.equal(await host.told('ended'), '0')
  t.equal(await host.ended, 0)
  t.notOk(host.isGroupAlive(), 'no process is left')
  t.notOk(existsSync(host.socket))
  t.equal(emulator.tokens(account).list().length, 1)
})

t.test('does not outlive a bridge that is killed', async (t) => {
  const emulator = await openCloud(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const host = await startBridge(t, emulator)
  await hold.struck
  const line = connect(host.socket)
  await once(line, 'connect')
  host.killBridge()
  await once(line.resume(), 'close')
  t.notOk(existsSync(host.socket))
})

t.test("is not reached by the user's options for Node", async (t) => {
  const folder = t.testdir({ 'preload.cjs': 'console.log("printed before anything else")' })
  for (const options of [`--require=${join(folder, 'preload.cjs')}`, '--no-such-option']) {
    const plugin = await launch(await executable(), { env: { NODE_OPTIONS: options } })
    t.teardown(() => plugin.kill())
    t.ok((await openBridge(plugin.connection)).schemas.resources.has(type), options)
    t.strictSame(plugin.stdout, [plugin.handshake.line])
  }
})
