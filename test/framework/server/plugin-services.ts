import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import t from 'tap'
import { connectFixture } from './fixture-plugin.ts'

const NOT_FOUND = 5

t.test('answers Shutdown, ends within a second and takes its socket away', async (t) => {
  const plugin = await connectFixture()
  const { socket = '' } = plugin
  t.ok(existsSync(socket))
  const start = performance.now()
  t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
  t.ok(performance.now() - start < 1000)
  t.notOk(existsSync(dirname(socket)))
})

t.test('answers Shutdown when what is under way has settled: nobody records it', async (t) => {
  const plugin = await connectFixture({ env: { TF_LOG: 'INFO' } })
  const streams = [plugin.stream('StreamStdio', {}), plugin.stream('StartStream', {})]
  const ends = streams.map(collect)
  const create = plugin.call('ConfigureProvider', { terraform_version: 'create' })
  await plugin.stderrLine(/"creating"/)
  const start = performance.now()
  await plugin.call('Shutdown', {})
  t.ok(await create, 'which was answered before')
  t.match(await plugin.stderrLine(/"undone"/), /@level/)
  plugin.close()
  t.equal((await plugin.exited).code, 0)
  t.ok(performance.now() - start < 1000)
  t.strictSame(await Promise.all(ends), [[], []], 'nothing was ever sent')
})

t.test('ends in the end though a call hangs', async (t) => {
  const plugin = await connectFixture({ env: { TF_LOG: 'INFO', FIXTURE_PATIENCE: '100' } })
  const hanging = plugin.call('ConfigureProvider', { terraform_version: 'hang' })
  hanging.catch(() => {})
  await plugin.stderrLine(/"hanging"/)
  t.equal((await plugin.shutdown()).code, 0)
  await t.rejects(hanging)
})

const collect = async (stream: AsyncIterable<unknown>) => {
  const messages: unknown[] = []
  for await (const message of stream) messages.push(message)
  return messages
}

t.test('keeps the stream of its output open until the host leaves it', async (t) => {
  const plugin = await connectFixture()
  const controller = new AbortController()
  const end = collect(plugin.stream('StreamStdio', {}, { signal: controller.signal }))
  await plugin.call('StopProvider', {})
  controller.abort()
  await t.rejects(end, { code: 1 })
  await plugin.shutdown()
})

t.test('says that it is healthy, by the name that go-plugin asks for', async (t) => {
  const plugin = await connectFixture()
  t.strictSame(await plugin.call('Check', { service: 'plugin' }), { status: 'SERVING' })
  t.strictSame(await plugin.call('Check', {}), { status: 'SERVING' })
  await t.rejects(plugin.call('Check', { service: 'other' }), { code: NOT_FOUND })
  await plugin.shutdown()
})
