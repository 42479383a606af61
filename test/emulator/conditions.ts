import t from 'tap'
import { createConditions } from '../../src/emulator/conditions.ts'
import { type RequestEntry, startEmulator } from '../../src/emulator/index.ts'
import { send, start, tokens } from './kit/client.ts'

const statusOf = async (emulator: Parameters<typeof send>[0]) =>
  (await send(emulator, `GET ${tokens}`)).status

t.test('has no failures by default', async (t) => {
  const conditions = createConditions({}, Date.now)
  t.same(
    Array.from({ length: 50 }, () => conditions()).filter((fault) => fault !== undefined),
    [],
  )
})

t.test('serves a limited number of requests per minute, and returns when to retry', async (t) => {
  let now = Date.UTC(2026, 0, 1)
  const emulator = await start(t, { rateLimit: 2, clock: () => new Date(now) })
  t.same([await statusOf(emulator), await statusOf(emulator)], [200, 200])
  now += 20_500
  const refused = await send(emulator, `GET ${tokens}`)
  t.equal(refused.status, 429)
  t.equal(refused.headers.get('retry-after'), '40')
  now += 39_500
  t.equal(await statusOf(emulator), 200)
})

t.test('ends a delay with its connection', async (t) => {
  const ended = Promise.withResolvers<RequestEntry>()
  const arrived = Promise.withResolvers<void>()
  let onClock = () => {}
  const clock = () => {
    onClock()
    return new Date()
  }
  const emulator = await startEmulator({ latency: 3_600_000, log: ended.resolve, clock })
  onClock = arrived.resolve
  const response = statusOf(emulator)
  await arrived.promise
  await Promise.all([t.rejects(response), emulator.close()])
  t.match(await ended.promise, { status: null })
})

t.test('causes the same failures with the same seed, at the given rate', async (t) => {
  const failuresOf = (seed: number) => {
    const conditions = createConditions({ failureRate: 0.05, seed }, Date.now)
    return Array.from({ length: 10_000 }, () => conditions())
  }
  const first = failuresOf(7)
  t.same(first, failuresOf(7))
  t.notSame(first, failuresOf(8))
  const failures = first.filter((fault) => fault !== undefined)
  t.ok(failures.length > 400 && failures.length < 600, `${failures.length} of 10 000`)
  t.ok(new Set(failures.map((fault) => JSON.stringify(fault))).size > 5, 'of several kinds')
})

t.test('delays every response', async (t) => {
  const emulator = await start(t, { latency: 30 })
  await statusOf(emulator)
  t.ok((emulator.requests[0]?.ms ?? 0) >= 29, `${emulator.requests[0]?.ms} ms`)
})

t.test('gives precedence to a fault that has been set', async (t) => {
  const emulator = await start(t, { failureRate: 1 })
  emulator.fail({}, { status: 418 })
  t.equal(await statusOf(emulator), 418)
})
