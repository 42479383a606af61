import t from 'tap'
import { failureOf } from './kit/api.ts'
import { benchTokens } from './kit/bench-tokens.ts'
import { benchEnded } from './kit/ended-create.ts'
import { secretOf } from './kit/tokens.ts'

t.test('finds a late commit by polling, deletes it, and creates anew', async (t) => {
  const { create, tokens, clock } = await benchTokens(t)
  tokens.fates.push('made late, answered 500')
  tokens.lateness = 4
  const made = await create('ci')
  t.same([...tokens.tokens.keys()], [made.id])
  t.same(clock.sleeps, [2000, 2000, 2000])
})

t.test('polls as long as a call may take before it decides that nothing was made', async (t) => {
  const { create, tokens, clock } = await benchTokens(t, { timeout_seconds: 5 })
  tokens.fates.push('not made, answered 500')
  const start = clock.now()
  await create('ci', { pollMs: 3000 })
  t.same(clock.sleeps, [3000, 2000])
  t.equal(clock.now() - start, 5000)
})

t.test('says that the outcome is unknown when it cannot look', async (t) => {
  const { create, tokens } = await benchTokens(t, { max_retries: 0 })
  tokens.fates.push('made, answered 500')
  tokens.failListingsFrom = 2
  t.match(await failureOf(create('ci')), {
    code: 'ambiguous_create',
    ids: [],
    cause: { status: 500 },
  })
  t.equal(tokens.posts, 1)
})

t.test('ends its looking at a deadline of its own', async (t) => {
  const { create, tokens, clock } = await benchTokens(t)
  tokens.fates.push('not made, answered 500')
  clock.onSleep = () => clock.fire(60_000)
  t.match(await failureOf(create('ci')), { code: 'ambiguous_create', ids: [] })
  t.same(clock.limits, [])
})

t.test('looks for seconds only once the user has stopped, whatever the timeout', async (t) => {
  const { create, tokens, clock, api } = await benchTokens(t, { timeout_seconds: 600 })
  tokens.fates.push('not made, answered 500')
  const start = clock.now()
  clock.onSleep = () => api.stop()
  t.match(await failureOf(create('ci')), { code: 'ambiguous_create', ids: [] })
  t.equal(clock.now() - start, 5000, 'the last look is five seconds after the first')
  t.equal(tokens.posts, 1, 'and nothing is created any more')
})

t.test('looks at the listing while the answer is awaited after a stop', async (t) => {
  const { create, tokens, begun, stop, taken, warnings } = await benchEnded(
    t,
    'made, never answered',
  )
  const ended = failureOf(create('ci'))
  await begun
  const before = tokens.listings
  stop()
  t.match(await ended, { code: 'stopped', ambiguous: false })
  t.ok(tokens.listings >= before + 5, 'again and again')
  t.ok(taken() >= 10_000 && taken() < 15_000, `after ${taken()} ms`)
  t.same([tokens.posts, tokens.tokens.size], [1, 0])
  t.match(warnings, [{ code: 'repaired_create', id: '1' }])
})

t.test('takes an answer that comes within ten seconds of a stop', async (t) => {
  const { create, tokens, begun, stop, answer, clock } = await benchEnded(t, 'made, never answered')
  const made = create('ci')
  await begun
  clock.onSleep = () => clock.sleeps.length === 3 && answer()
  stop()
  t.match(await made, { id: 1, token_string: secretOf(1) })
  t.same([...tokens.tokens.keys()], [1])
})

t.test('ends within 15 s of a stop when what was made does not show', async (t) => {
  const { create, tokens, begun, stop, taken } = await benchEnded(t, 'made, never answered')
  for (let listing = 2; listing < 50; listing += 1) tokens.blind.add(listing)
  const ended = failureOf(create('ci'))
  await begun
  stop()
  t.match(await ended, { code: 'ambiguous_create', ids: [] })
  t.ok(taken() < 15_000, `after ${taken()} ms`)
  t.equal(tokens.posts, 1)
})

t.test('ends within 15 s of a stop when nothing is answered any more', async (t) => {
  const { create, tokens, begun, stop, clock } = await benchEnded(t, 'made, never answered')
  const ended = failureOf(create('ci'))
  await begun
  tokens.hangListings = true
  stop()
  clock.fire(10_000)
  clock.fire(14_000)
  t.match(await ended, { code: 'ambiguous_create', ids: [] })
  t.same(clock.limits, [])
})

t.test('deletes at once what nobody will record, without waiting for the answer', async (t) => {
  const { create, tokens, begun, abandon, taken } = await benchEnded(t, 'made, never answered')
  const ended = failureOf(create('ci'))
  await begun
  abandon()
  t.match(await ended, { code: 'stopped', ambiguous: false })
  t.ok(taken() < 2_000, `after ${taken()} ms`)
  t.same([tokens.posts, tokens.tokens.size], [1, 0])
})

t.test('deletes at once when the host goes while its stop is under way', async (t) => {
  const { create, tokens, begun, stop, abandon, taken, clock } = await benchEnded(
    t,
    'made, never answered',
  )
  const ended = failureOf(create('ci'))
  await begun
  clock.onSleep = (_, signal) => {
    if (clock.sleeps.length === 2) abandon()
    signal.throwIfAborted()
  }
  stop()
  t.match(await ended, { code: 'stopped' })
  t.ok(taken() < 2_000, `after ${taken()} ms`)
  t.equal(tokens.tokens.size, 0)
})

t.test('deletes what a late answer shows when nobody will record it', async (t) => {
  const { create, tokens, begun, abandon, answer, clock, warnings } = await benchEnded(
    t,
    'made, never answered',
  )
  for (let listing = 2; listing < 5; listing += 1) tokens.blind.add(listing)
  const ended = failureOf(create('ci'))
  await begun
  clock.onSleep = () => clock.sleeps.length === 3 && answer()
  abandon()
  t.match(await ended, { code: 'stopped', ambiguous: false })
  t.same([tokens.posts, tokens.tokens.size], [1, 0])
  t.match(warnings, [{ code: 'repaired_create', id: '1' }])
})

t.test('spares between several when nobody will record the result', async (t) => {
  const { create, tokens, begun, abandon, deletes } = await benchEnded(t, 'made, never answered')
  const ended = failureOf(create('ci'))
  await begun
  tokens.add('ci')
  abandon()
  t.match(await ended, { code: 'ambiguous_create', ids: ['1', '2'] })
  t.equal(deletes(), 0)
})

t.test('sends no POST when the host has gone before it', async (t) => {
  const { create, tokens, abandon } = await benchEnded(t, 'made')
  tokens.onList = abandon
  t.match(await failureOf(create('ci')), { code: 'stopped' })
  t.equal(tokens.posts, 0)
})
