import t from 'tap'
import { failureOf } from './kit/api.ts'
import { benchTokens } from './kit/bench-tokens.ts'
import type { TokenSite } from './kit/tokens.ts'

const minute = 60_000

t.test('makes one listing for all creates of a client when nothing goes wrong', async (t) => {
  const { create, tokens, site } = await benchTokens(t)
  const names = Array.from({ length: 300 }, (_none, index) => `token ${index}`)
  for (let from = 0; from < names.length; from += 10)
    await Promise.all(names.slice(from, from + 10).map(async (name) => create(name)))
  t.equal(tokens.tokens.size, 300)
  t.same([tokens.posts, tokens.listings, site.seen.length], [300, 1, 301])
})

t.test('finds what a later create has lost, though others have created since', async (t) => {
  const { create, tokens, clock, warnings } = await benchTokens(t)
  await create('first')
  const others = tokens.add('ci')
  clock.time += minute
  tokens.fates.push('made, answer lost')
  const made = await create('ci')
  t.same([...tokens.tokens.keys()], [1, others, made.id], 'theirs is spared, ours repaired')
  t.match(warnings, [{ code: 'repaired_create', id: '3' }])
})

t.test('deletes no token of its name that others have created since, and names it', async (t) => {
  const { create, tokens, clock, deletes } = await benchTokens(t)
  await create('first')
  const others = tokens.add('ci')
  clock.time += minute
  tokens.fates.push('not made, answered 500')
  t.match(await failureOf(create('ci')), { code: 'ambiguous_create', ids: [String(others)] })
  t.same([deletes(), tokens.posts], [0, 2])
})

t.test('deletes nothing whose time of creation is unreadable', async (t) => {
  const { create, deletes, tokens } = await benchTokens(t)
  tokens.fates.push('made, answer lost')
  const error = await failureOf(create('ci', { createdAt: () => 'soon' }))
  t.match(error, { code: 'ambiguous_create', ids: ['1'] })
  t.equal(deletes(), 0)
})

for (const [what, prepare] of [
  ['answers have no date', (tokens) => void (tokens.isDated = false)],
  ['the first listing is not complete', (tokens) => void (tokens.complete = false)],
] as const satisfies readonly (readonly [string, (tokens: TokenSite) => void])[])
  t.test(`lists before each create when ${what}`, async (t) => {
    const { create, tokens } = await benchTokens(t)
    prepare(tokens)
    for (const name of ['a', 'b', 'c']) await create(name)
    t.ok(tokens.listings >= 3)
  })

t.test('lists again after a first listing that failed', async (t) => {
  const { create, tokens } = await benchTokens(t, { max_retries: 0 })
  tokens.failListingsFrom = 1
  t.match(await failureOf(create('a')), { status: 500 })
  tokens.failListingsFrom = Number.POSITIVE_INFINITY
  t.match(await create('b'), { id: 1 })
  t.match(await create('c'), { id: 2 })
  t.equal(tokens.listings, 2)
})

t.test('does not end with the create that asked for it', async (t) => {
  const { create, tokens } = await benchTokens(t)
  const first = new AbortController()
  let isFirst = true
  tokens.onList = () => {
    if (isFirst) first.abort()
    isFirst = false
  }
  const stopped = failureOf(create('a', { signal: first.signal }))
  const other = create('b')
  t.match(await stopped, { code: 'stopped' })
  t.match(await other, { name: 'b' })
  t.equal(tokens.posts, 1)
})
