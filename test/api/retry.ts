import * as fc from 'fast-check'
import t from 'tap'
import { decidePause, decideRetry, type Failure, parseRetryAfter } from '../../src/api/retry.ts'

const policy = { maxRetries: 3, intervalMs: 10_000, codes: new Set([418]) }
const first: Failure = { attempt: 1, repeatable: true, status: 503, now: 0, chance: 0.5 }
const retries = (failure: Partial<Failure>) =>
  decideRetry({ ...first, ...failure }, policy) !== undefined

t.test('retries a repeatable call on what may pass, and nothing else', async (t) => {
  for (const status of [408, 429, 500, 502, 503, 504, 599, 418]) {
    t.ok(retries({ status }), `${status}`)
  }
  for (const status of [301, 400, 401, 403, 404, 409, 422])
    t.notOk(retries({ status }), `${status}`)
  t.ok(retries({ status: undefined, sent: true }), 'a reset')
  t.ok(retries({ status: undefined, sent: false }), 'a refused connection')
})

t.test('never retries a POST that may have taken effect', async (t) => {
  for (const status of [408, 500, 502, 503, 504, 418]) {
    t.notOk(retries({ status, repeatable: false }), `${status}`)
  }
  t.notOk(retries({ status: undefined, sent: true, repeatable: false }), 'a reset')
  t.notOk(retries({ status: undefined, repeatable: false }), 'a fault of unknown time')
})

t.test('retries a POST that was refused or never sent', async (t) => {
  t.ok(retries({ status: 429, repeatable: false }))
  t.ok(retries({ status: undefined, sent: false, repeatable: false }))
})

t.test('counts retries after the first attempt', async (t) => {
  const attempts = (maxRetries: number) =>
    [1, 2, 3, 4, 5].filter(
      (attempt) => decideRetry({ ...first, attempt }, { ...policy, maxRetries }) !== undefined,
    ).length
  t.same([0, 1, 3].map(attempts), [0, 1, 3])
})

t.test('doubles the longest wait after a 503 with each retry, up to two minutes', async (t) => {
  const longest = { ...policy, maxRetries: 9 }
  const waits = [1, 2, 3, 4, 5, 6].map((attempt) =>
    decideRetry({ ...first, attempt, chance: 1 - Number.EPSILON }, longest),
  )
  t.same(waits, [10_000, 20_000, 40_000, 80_000, 120_000, 120_000])
})

t.test('waits for a random time up to the longest wait', async (t) => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(chance, fc.integer({ min: 1, max: 3 }), (chance, attempt) => {
      const wait = decideRetry({ ...first, attempt, chance }, policy) ?? -1
      return wait >= 0 && wait <= 10_000 * 2 ** (attempt - 1)
    }),
  )
  t.equal(decideRetry({ ...first, chance: 0 }, policy), 0)
})

t.test('reads Retry-After as seconds or as an HTTP date', async (t) => {
  const now = Date.UTC(2026, 0, 1)
  t.equal(parseRetryAfter('7', now), 7000)
  t.equal(parseRetryAfter(' 0 ', now), 0)
  t.equal(parseRetryAfter('Thu, 01 Jan 2026 00:00:09 GMT', now), 9000)
  t.equal(parseRetryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now), 0, 'a date in the past')
})

const dates = [
  'Thu, 01 Jan 2026 00:00:09 GMT',
  'Thursday, 01-Jan-26 00:00:09 GMT',
  'Thu Jan  1 00:00:09 2026',
]

const hostile: Readonly<Record<string, number | undefined>> = {
  '0.5': 500,
  '1.0001': 1001,
  '00007': 7000,
  '-5': undefined,
  '+5': undefined,
  '1e308': undefined,
  '0x10': undefined,
  '1,5': undefined,
  '.5': undefined,
  '5 s': undefined,
  '5, 7': undefined,
  NaN: undefined,
  Infinity: undefined,
  soon: undefined,
  '': undefined,
  '2026': 2_026_000,
  'Thu, 99 Foo 2026 00:00:09 GMT': undefined,
  ...Object.fromEntries(dates.map((date) => [date, 9000])),
}

for (const [header, ms] of Object.entries(hostile))
  t.test(
    `takes Retry-After: ${header} for ${ms === undefined ? 'none' : `${ms} ms`}`,
    async (t) => {
      t.equal(parseRetryAfter(header, Date.UTC(2026, 0, 1)), ms)
    },
  )

const beyond = ['121', '86400', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT']

for (const retryAfter of beyond)
  t.test(`does not wait for a server that asks for ${retryAfter.slice(0, 30)}`, async (t) => {
    for (const status of [429, 503]) {
      const failure = { ...first, status, retryAfter }
      t.equal(decideRetry(failure, policy), undefined)
      t.equal(decidePause(failure, policy), undefined)
    }
  })

t.test('never retries before the time that the server names, and not in step', async (t) => {
  const wait = (chance: number, retryAfter: string) =>
    decideRetry({ ...first, status: 429, chance, retryAfter }, policy)
  t.equal(wait(0, '30'), 30_000)
  t.equal(wait(0.5, '30'), 30_500)
  t.equal(wait(0.9, '120'), 120_000, 'but within two minutes')
  t.equal(wait(0.5, 'soon'), 5000, 'a header that says nothing is no header')
})

/** The longest waits of a call with the default settings. */
const waits = (failure: Partial<Failure>): readonly (number | undefined)[] =>
  [1, 2, 3, 4].map((attempt) =>
    decideRetry({ ...first, ...failure, attempt, chance: 1 - Number.EPSILON }, policy),
  )

const impatient: Readonly<Record<string, Partial<Failure>>> = {
  'a refused connection': { status: undefined, sent: false },
  'a reset': { status: undefined, sent: true },
  'a 500': { status: 500 },
  'a 502': { status: 502 },
  'a 504': { status: 504 },
  'a 408': { status: 408 },
}

for (const [title, failure] of Object.entries(impatient))
  t.test(`gives up on ${title} within 15 s`, async (t) => {
    t.same(waits(failure), [1500, 3000, 6000, undefined])
  })

for (const status of [429, 503])
  t.test(`is patient after a ${status}`, async (t) => {
    t.same(waits({ status }), [10_000, 20_000, 40_000, undefined])
  })

t.test('makes no more retries than can help', async (t) => {
  const retriesOf = (mostRetries: number) =>
    waits({ status: undefined, sent: false, mostRetries }).filter((ms) => ms !== undefined).length
  t.same([0, 1, 9].map(retriesOf), [0, 1, 3])
})

t.test('makes none where connecting alone took long', async (t) => {
  t.ok(retries({ status: undefined, sent: false, spentMs: 7999 }))
  t.notOk(retries({ status: undefined, sent: false, spentMs: 8000 }))
  t.ok(retries({ status: undefined, sent: true, spentMs: 30_000 }), 'a slow response')
  t.ok(retries({ status: 503, spentMs: 30_000 }))
})

t.test('does not retry a status that stays as it is', async (t) => {
  for (const status of [501, 505, 511]) t.notOk(retries({ status }), `${status}`)
  t.ok(decideRetry({ ...first, status: 501 }, { ...policy, codes: new Set([501]) }) !== undefined)
})
