import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { gateOf } from '../../src/api/gate.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { TestClock } from './kit/clock.ts'
import { frame, refusal, sendJson, serve, type Test } from './kit/server.ts'

const open = new AbortController().signal

t.test('lets pass until it is shut, and again after it', async (t) => {
  const gate = gateOf('http://one.example/api')
  const clock = new TestClock()
  await gate.pass(clock, open)
  t.ok(gate.shut(clock, 1000))
  await gate.pass(clock, open)
  await gate.pass(clock, open)
  t.same(clock.sleeps, [1000])
})

t.test('stays shut for the longest time asked for, and says once that it has shut', async (t) => {
  const gate = gateOf('http://two.example/api')
  const clock = new TestClock()
  t.same(
    [gate.shut(clock, 1000), gate.shut(clock, 5000), gate.shut(clock, 2000)],
    [true, false, false],
  )
  await gate.pass(clock, open)
  t.same(clock.sleeps, [5000])
})

t.test('waits on when it was shut again meanwhile', async (t) => {
  const gate = gateOf('http://three.example/api')
  const clock = new TestClock()
  clock.onSleep = () => clock.sleeps.length === 1 && gate.shut(clock, 3000)
  gate.shut(clock, 1000)
  await gate.pass(clock, open)
  t.same(clock.sleeps, [1000, 2000])
})

t.test('opens when the clock of this machine was set back, and can be shut again', async (t) => {
  const gate = gateOf('http://six.example/api')
  const clock = new TestClock()
  gate.shut(clock, 120_000)
  clock.time -= 3_600_000
  await gate.pass(clock, open)
  t.same(clock.sleeps, [])
  t.ok(gate.shut(clock, 1000))
  await gate.pass(clock, open)
  t.same(clock.sleeps, [1000])
})

t.test('is one for each host', async (t) => {
  t.equal(gateOf('http://four.example/api'), gateOf('http://four.example/other'))
  t.not(gateOf('http://four.example/api'), gateOf('http://five.example/api'))
})

const read = { method: 'GET', path: 'v3/x/' } as const

/** A server that turns the first requests away. */
const crowded = async (t: Test, refused: number) => {
  let count = 0
  return serve(t, (_seen, response) => {
    count += 1
    if (count > refused) return sendJson(response, 200, frame('fine'))
    response.setHeader('retry-after', '20')
    return sendJson(response, 429, refusal(429, 'Slow down.'))
  })
}

t.test('holds back all requests of the process after one 429, with one warning', async (t) => {
  const site = await crowded(t, 1)
  const { api, clock, lines } = makeBench(site.url)
  const other = makeBench(site.url, { clock })
  const start = clock.now()
  t.equal(await api.request(read), 'fine')
  t.ok(clock.now() >= start + 20_000)
  t.equal(site.seen.length, 2)
  clock.time = start
  await Promise.all([api.request(read), other.api.request(read)])
  t.ok(clock.now() >= start + 20_000, 'another client waits as well')
  t.equal(lines.filter(({ level }) => level === 'warn').length, 1)
  t.equal(other.lines.filter(({ level }) => level === 'warn').length, 0)
})

t.test('reports fifty requests that were refused together with one warning', async (t) => {
  const site = await crowded(t, 16)
  const { api, clock, lines } = makeBench(site.url)
  const refused = () => lines.filter(({ fields }) => fields['status'] === 429).length
  clock.onSleep = async () => {
    while (refused() < 16) await setImmediate()
  }
  const answers = await Promise.all(Array.from({ length: 50 }, async () => api.request(read)))
  t.ok(answers.every((answer) => answer === 'fine'))
  const warnings = lines.filter(({ level }) => level === 'warn')
  t.match(warnings, [{ message: 'dbt Cloud accepts no more requests for now: all requests wait' }])
  t.equal(warnings.length, 1)
})

t.test('waits for nobody who is stopped', async (t) => {
  const site = await crowded(t, 1)
  const { api, clock } = makeBench(site.url)
  clock.onSleep = () => api.stop()
  t.match(await failureOf(api.request({ ...read, method: 'POST' })), {
    code: 'stopped',
    ambiguous: false,
  })
  t.equal(site.seen.length, 1)
})

t.test('keeps the others from the refusal that a request without retries got', async (t) => {
  const site = await crowded(t, 1)
  const { api, clock } = makeBench(site.url, { max_retries: 0 })
  t.match(await failureOf(api.request(read)), { status: 429 })
  t.equal(await api.request(read), 'fine')
  t.same(clock.sleeps, [20_500])
})
