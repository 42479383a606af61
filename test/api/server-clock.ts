import t from 'tap'
import { createServerClock, parseHttpDate, parseTime } from '../../src/api/server-clock.ts'
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

const newYear = Date.UTC(2026, 0, 1)

const times: readonly (readonly [text: string, ms: number])[] = [
  ['2026-01-01T00:00:00', newYear],
  ['2026-01-01 00:00:00', newYear],
  ['2026-01-01T00:00:00.123456', newYear + 123],
  ['2026-01-01T00:00:00Z', newYear],
  ['2026-01-01 00:00:00.000000+00:00', newYear],
  ['2026-01-01 00:00:00 UTC', newYear],
  ['2026-01-01T01:00:00+01:00', newYear],
  ['2026-01-01T01:00:00+0100', newYear],
  ['2025-12-31T19:00:00-05', newYear],
  ...[
    '',
    'soon',
    '7',
    '-5',
    '2026',
    '20260101',
    '1767225600',
    '2026-01-01',
    '01/02/2026 00:00:00',
  ].map((text) => [text, Number.NaN] as const),
  ['2026-13-01T00:00:00Z', Number.NaN],
]

for (const [text, ms] of times)
  t.test(
    `reads ${JSON.stringify(text)} as ${Number.isNaN(ms) ? 'no time' : 'a time'}`,
    async (t) => {
      t.same(parseTime(text), ms)
    },
  )

const dates: readonly (readonly [header: string | undefined, ms: number])[] = [
  ['Thu, 01 Jan 2026 00:00:00 GMT', newYear],
  ['Thursday, 01-Jan-26 00:00:00 GMT', newYear],
  ...[undefined, '', '5', '-5', '2099', '2099-01-01T00:00:00Z', 'tomorrow'].map(
    (header) => [header, Number.NaN] as const,
  ),
]

for (const [header, ms] of dates)
  t.test(
    `reads the Date header ${header} as ${Number.isNaN(ms) ? 'no time' : 'a time'}`,
    async (t) => {
      t.same(parseHttpDate(header), ms)
    },
  )
