import t from 'tap'
import { LeftBehindError } from '../../src/api/index.ts'
import { failureOf } from './kit/api.ts'
import { benchTokens } from './kit/bench-tokens.ts'

t.test('returns a token that cannot be deleted without its secret, and the error', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.fates.push('made, answered 500')
  tokens.deleteStatus = 403
  const error = await failureOf(create('ci'))
  t.ok(error instanceof LeftBehindError)
  t.match(error, { fields: { id: 1, name: 'ci', token_string: null }, cause: { status: 403 } })
  t.equal(tokens.posts, 1, 'and creates no second one')
})

t.test('waits until a deleted token is gone before it creates anew', async (t) => {
  const { create, tokens, clock } = await benchTokens(t)
  tokens.fates.push('made, answered 500')
  tokens.stale = 2
  const made = await create('ci')
  t.same([...tokens.tokens.keys()], [made.id])
  t.same(clock.sleeps, [2000, 2000])
})

t.test('does not create anew beside a token that will not go', async (t) => {
  const { create, tokens } = await benchTokens(t, { timeout_seconds: 4 })
  tokens.fates.push('made, answered 500')
  tokens.stale = 99
  t.match(await failureOf(create('ci')), { code: 'left_behind', id: '1' })
  t.equal(tokens.posts, 1)
})

t.test('takes a token for removed that someone else has deleted', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.fates.push('made, answered 500')
  tokens.onDelete = (id) => tokens.tokens.delete(id)
  const made = await create('ci')
  t.same([...tokens.tokens.keys()], [made.id])
})

t.test('does not take a token for removed that it can no longer look up', async (t) => {
  const { create, tokens } = await benchTokens(t, { max_retries: 0 })
  tokens.fates.push('made, answered 500')
  tokens.onDelete = () => {
    tokens.failListingsFrom = 0
  }
  t.match(await failureOf(create('ci')), { code: 'left_behind', cause: { status: 500 } })
})

t.test('does not take a token for removed by a listing that is not whole', async (t) => {
  const { create, tokens } = await benchTokens(t, { timeout_seconds: 4 })
  tokens.fates.push('made, answered 500')
  tokens.onDelete = () => {
    tokens.complete = false
  }
  t.match(await failureOf(create('ci')), { code: 'left_behind', id: '1' })
  t.equal(tokens.posts, 1)
})
