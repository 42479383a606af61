import t from 'tap'
import { connectFixture } from './fixture-plugin.ts'

const CANCELLED = 1
const UNIMPLEMENTED = 12

t.test('hands a handler the bytes as they came', async (t) => {
  const plugin = await connectFixture()
  const unknownField = Buffer.from('f23f0161', 'hex')
  t.equal((await plugin.callRaw('StopProvider', unknownField)).length, 0)
  await plugin.shutdown()
})

t.test('reports to the host which methods it does not have', async (t) => {
  const plugin = await connectFixture()
  await t.rejects(plugin.call('GetFunctions', {}), { code: UNIMPLEMENTED })
  await plugin.shutdown()
})

t.test('aborts the signal of a call that the host gives up', async (t) => {
  const plugin = await connectFixture({ env: { TF_LOG: 'INFO' } })
  const controller = new AbortController()
  const request = { terraform_version: 'wait' }
  const call = plugin.call('ConfigureProvider', request, { signal: controller.signal })
  await plugin.stderrLine(/"waiting"/)
  controller.abort()
  await t.rejects(call, { code: CANCELLED })
  t.match(await plugin.stderrLine(/"aborted"/), /@level/)
  t.strictSame(await plugin.call('StopProvider', {}), {})
  await plugin.shutdown()
})

t.test('leaves the signal of an answered call alone', async (t) => {
  const plugin = await connectFixture({ env: { TF_LOG: 'INFO' } })
  await plugin.call('ConfigureProvider', { terraform_version: 'watch' })
  await plugin.call('StopProvider', {})
  await plugin.shutdown()
  t.ok(plugin.stderr.some((line) => line.includes('"watching"')))
  t.notOk(plugin.stderr.some((line) => line.includes('"aborted"')))
})
