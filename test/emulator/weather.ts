import t from 'tap'
import { createWeather } from '../../src/emulator/weather.ts'
import { send, start, tokens } from './kit/client.ts'

const statusOf = async (emulator: Parameters<typeof send>[0]) =>
  (await send(emulator, `GET ${tokens}`)).status

t.test('is fine unless told otherwise', async (t) => {
  const weather = createWeather({}, Date.now)
  t.same(
    Array.from({ length: 50 }, () => weather()).filter((fault) => fault !== undefined),
    [],
  )
})

t.test('serves so many requests a minute, and says when to come again', async (t) => {
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

t.test('brings the same failures with the same seed, as many as it is told', async (t) => {
  const strikes = (seed: number) => {
    const weather = createWeather({ failureRate: 0.05, seed }, Date.now)
    return Array.from({ length: 10_000 }, () => weather())
  }
  const first = strikes(7)
  t.same(first, strikes(7))
  t.notSame(first, strikes(8))
  const failures = first.filter((fault) => fault !== undefined)
  t.ok(failures.length > 400 && failures.length < 600, `${failures.length} of 10 000`)
  t.ok(new Set(failures.map((fault) => JSON.stringify(fault))).size > 5, 'of several kinds')
})

t.test('keeps every answer back', async (t) => {
  const emulator = await start(t, { latency: 30 })
  await statusOf(emulator)
  t.ok((emulator.requests[0]?.ms ?? 0) >= 29, `${emulator.requests[0]?.ms} ms`)
})

t.test('yields to a fault that was set', async (t) => {
  const emulator = await start(t, { failureRate: 1 })
  emulator.fail({}, { status: 418 })
  t.equal(await statusOf(emulator), 418)
})
