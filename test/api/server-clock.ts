import t from 'tap'
import { createServerClock, parseTime } from '../../src/api/server-clock.ts'
import { TestClock } from './kit/clock.ts'

const bench = () => {
  const clock = new TestClock()
  const server = createServerClock(clock)
  const note = (ms: number) => server.note(new Date(ms).toUTCString())
  return { clock, server, note }
}

t.test('knows no time before an answer has a date', async (t) => {
  const { server } = bench()
  server.note(undefined)
  server.note('yesterday')
  t.equal(server.now(), undefined)
})

t.test('goes on from the date of an answer', async (t) => {
  const { clock, server, note } = bench()
  note(clock.now() + 3_600_000)
  clock.time += 5_000
  t.equal(server.now(), clock.now() + 3_600_000)
})

t.test('is as late as the closest answer says: an answer takes its time', async (t) => {
  const { clock, server, note } = bench()
  note(clock.now() - 4_000)
  note(clock.now() - 1_000)
  note(clock.now() - 9_000)
  t.equal(server.now(), clock.now() - 1_000)
})

t.test('reads a time without a zone as that of dbt Cloud', async (t) => {
  t.equal(parseTime('2026-01-01T00:00:00'), Date.UTC(2026, 0, 1))
  t.equal(parseTime('2026-01-01T00:00:00.123456'), Date.UTC(2026, 0, 1, 0, 0, 0, 123))
  t.equal(parseTime('2026-01-01T01:00:00+01:00'), Date.UTC(2026, 0, 1))
  t.ok(Number.isNaN(parseTime('soon')))
})
