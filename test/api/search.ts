import t from 'tap'
import { failureOf } from './kit/api.ts'
import { benchTokens } from './kit/bench-tokens.ts'

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
  clock.onSleep = () => clock.strike(60_000)
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
