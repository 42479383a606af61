import type { ServerResponse } from 'node:http'
import t from 'tap'
import { failureOf } from './kit/api.ts'
import { benchTokens } from './kit/bench-tokens.ts'
import { type Fate, secretOf } from './kit/tokens.ts'

t.test('creates by one listing and one POST when all goes well', async (t) => {
  const { create, tokens, site } = await benchTokens(t)
  t.match(await create('ci'), { id: 1, name: 'ci', token_string: secretOf(1) })
  t.same([tokens.posts, tokens.listings, site.seen.length], [1, 1, 2])
  t.equal(site.seen[0]?.method, 'GET', 'the listing comes first')
})

const committed: readonly Fate[] = [
  'made, answered 500',
  'made, answer lost',
  'made, answer cut off',
  'made, answered in HTML',
  'made, answered with id none',
  'made, answered with id null',
  'made, answered with id {}',
]
const doubtful: readonly Fate[] = [...committed, 'not made, answered 500', 'not made, answered 408']

for (const fate of doubtful) {
  t.test(`leaves one live token after a POST that was ${fate}`, async (t) => {
    const { create, tokens, warnings } = await benchTokens(t)
    tokens.fates.push(fate)
    const made = await create('ci')
    t.equal(made.token_string, secretOf(made.id))
    t.same([...tokens.tokens.keys()], [made.id])
    t.equal(tokens.posts, 2)
    const deleted = committed.includes(fate) ? [{ code: 'repaired_create', id: '1' }] : []
    t.match(warnings, deleted, 'nothing is deleted in silence')
    t.equal(warnings.length, deleted.length)
  })

  t.test(`never sends a third POST when both were ${fate}`, async (t) => {
    const { create, tokens, shownTexts, canary } = await benchTokens(t)
    tokens.fates.push(fate, fate)
    const error = await failureOf(create('ci'))
    t.ok(error)
    t.equal(tokens.posts, 2)
    t.same([...tokens.tokens.keys()], [], 'no token is left live')
    t.notMatch(shownTexts(error), canary)
    t.notMatch(shownTexts(error), 'scim-secret')
  })

  t.test(`keeps two parallel creates of one name apart when both are ${fate}`, async (t) => {
    const { create, tokens } = await benchTokens(t)
    tokens.fates.push(fate, 'made', fate, 'made')
    const made = await Promise.all([create('ci'), create('ci')])
    const ids = made.map(({ id }) => id).sort((a, b) => a - b)
    t.same(
      [...tokens.tokens.keys()].sort((a, b) => a - b),
      ids,
    )
    t.equal(new Set(ids).size, 2)
    for (const { id, token_string } of made) t.equal(token_string, secretOf(id))
  })
}

t.test('lets creates of other names pass', async (t) => {
  const { create, tokens } = await benchTokens(t)
  const hanging = Promise.withResolvers<ServerResponse>()
  tokens.onHanging = hanging.resolve
  tokens.fates.push('made, never answered')
  const slow = create('slow')
  const response = await hanging.promise
  t.match(await create('quick'), { name: 'quick' })
  response.destroy()
  t.match(await slow, { name: 'slow' })
})

t.test('throws what a refused POST says, and looks for nothing', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.fates.push('refused')
  t.match(await failureOf(create('ci')), { status: 400, userMessage: 'The name is taken.' })
  t.same([tokens.posts, tokens.listings], [1, 1])
})

t.test('sends no POST when the first listing fails', async (t) => {
  const { create, tokens } = await benchTokens(t, { max_retries: 0 })
  tokens.failListingsFrom = 1
  t.match(await failureOf(create('ci')), { status: 500 })
  t.equal(tokens.posts, 0)
})

t.test('sends nothing for a caller who has gone', async (t) => {
  const { create, site } = await benchTokens(t)
  t.match(await failureOf(create('ci', { signal: AbortSignal.abort() })), { code: 'stopped' })
  t.equal(site.seen.length, 0)
})

t.test('deletes a commit that came after the second POST, and keeps the second', async (t) => {
  const { create, tokens, warnings } = await benchTokens(t, { timeout_seconds: 2 })
  tokens.fates.push('made late, answered 500')
  tokens.lateness = 3
  const made = await create('ci')
  t.equal(made.token_string, secretOf(made.id))
  t.same([...tokens.tokens.keys()], [made.id])
  t.match(warnings, [{ code: 'repaired_create', id: '1' }])
})

t.test(
  'keeps the second when the late commit cannot be deleted, and names the late one',
  async (t) => {
    const { create, tokens, warnings } = await benchTokens(t, { timeout_seconds: 2 })
    tokens.fates.push('made late, answered 500')
    tokens.lateness = 3
    tokens.deleteStatus = 403
    t.match(await create('ci'), { id: 2, token_string: secretOf(2) })
    t.match(warnings, [{ code: 'left_behind', id: '1' }])
  },
)

t.test('deletes a late commit when the second POST is refused', async (t) => {
  const { create, tokens } = await benchTokens(t, { timeout_seconds: 2 })
  tokens.fates.push('made late, answered 500', 'refused')
  tokens.lateness = 3
  t.match(await failureOf(create('ci')), { status: 400 })
  t.equal(tokens.tokens.size, 0)
})

t.test('throws the refusal of the second POST when the first was undone', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.fates.push('made, answered 500', 'refused')
  t.match(await failureOf(create('ci')), { status: 400 })
  t.equal(tokens.tokens.size, 0)
})

t.test('says that a token may exist when neither POST showed one', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.fates.push('not made, answered 500', 'not made, answered 500')
  t.match(await failureOf(create('ci')), { code: 'ambiguous_create', ids: [] })
})

t.test('deletes nothing between several, and names them', async (t) => {
  const { create, tokens, deletes, shownTexts } = await benchTokens(t)
  tokens.fates.push('made, answered 500')
  tokens.onPost = () => tokens.add('ci')
  const error = await failureOf(create('ci'))
  t.match(error, { code: 'ambiguous_create', ids: ['1', '2'] })
  t.equal(deletes(), 0)
  t.match(shownTexts(error), 'delete any that you do not want')
})

t.test('spares a token that is used, and names it', async (t) => {
  const { create, tokens, deletes } = await benchTokens(t)
  tokens.fates.push('made, used, answered 500')
  t.match(await failureOf(create('ci')), { code: 'ambiguous_create', ids: ['1'] })
  t.same([deletes(), tokens.posts], [0, 1])
})

t.test('spares a token of the name that was there before', async (t) => {
  const { create, tokens } = await benchTokens(t)
  const before = tokens.add('ci')
  tokens.fates.push('made, answered 500')
  const made = await create('ci')
  t.same([...tokens.tokens.keys()], [before, made.id])
})

t.test('spares a token of an earlier create that the first listing did not show yet', async (t) => {
  const { create, tokens } = await benchTokens(t)
  const first = await create('ci')
  tokens.blind.add(2)
  tokens.fates.push('not made, answered 500')
  const second = await create('ci')
  t.same([...tokens.tokens.keys()], [first.id, second.id])
})

t.test('deletes nothing by a listing that is not whole', async (t) => {
  const { create, tokens, deletes } = await benchTokens(t)
  tokens.complete = false
  tokens.fates.push('made, answered 500')
  t.match(await failureOf(create('ci')), { code: 'ambiguous_create', ids: ['1'] })
  t.same([deletes(), tokens.posts], [0, 1])
})

t.test('creates by a listing that is not whole when there is no doubt', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.complete = false
  t.match(await create('ci'), { token_string: secretOf(1) })
})

for (const secret of [
  'no secret returned',
  'secret ***',
  'secret  ',
  'secret \u2022\u2022\u2022',
] as const)
  t.test(`deletes a token that was made with ${secret}, and says so`, async (t) => {
    const { create, tokens } = await benchTokens(t)
    tokens.fates.push(`made, ${secret}`)
    t.match(await failureOf(create('ci')), { code: 'lost_secret' })
    t.same([tokens.posts, tokens.tokens.size], [1, 0])
  })

for (const status of [302, 303, 304, 400, 403, 404, 413])
  t.test(`finds what a POST has made whose response a gateway turned into ${status}`, async (t) => {
    const { create, tokens, warnings } = await benchTokens(t)
    tokens.fates.push(`made, answered by a gateway with ${status}`)
    t.match(await create('ci'), { id: 2 })
    t.same([...tokens.tokens.keys()], [2])
    t.match(warnings, [{ code: 'repaired_create', id: '1' }])
  })

for (const status of [302, 403])
  t.test(`looks once after a gateway's ${status}, and does not send the POST again`, async (t) => {
    const { create, tokens, clock } = await benchTokens(t)
    tokens.fates.push(`not made, answered by a gateway with ${status}`)
    t.match(await failureOf(create('ci')), { status, method: 'POST' })
    t.same([tokens.posts, clock.sleeps], [1, []])
  })

t.test('returns a token whose secret was not returned and that cannot be deleted', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.fates.push('made, no secret returned')
  tokens.deleteStatus = 403
  t.match(await failureOf(create('ci')), {
    code: 'left_behind',
    fields: { id: 1, token_string: null },
  })
})

t.test('undoes a create under way after a stop, and creates no other', async (t) => {
  const { create, tokens, clock, api } = await benchTokens(t)
  tokens.fates.push('made, never answered')
  tokens.onHanging = () => {
    api.stop()
    clock.fire(10_000)
  }
  t.match(await failureOf(create('ci')), { code: 'stopped', ambiguous: false })
  t.same([tokens.posts, tokens.tokens.size], [1, 0])
})

t.test('says after a stop that a token may exist when none shows', async (t) => {
  const { create, tokens, clock, api } = await benchTokens(t)
  tokens.fates.push('not made, answered 500')
  clock.onSleep = () => api.stop()
  t.match(await failureOf(create('ci')), { code: 'ambiguous_create', ids: [] })
  t.equal(tokens.posts, 1)
})

t.test('gives up waiting for another create of the name when it is stopped', async (t) => {
  const { create, tokens, api, clock } = await benchTokens(t)
  const hanging = Promise.withResolvers<ServerResponse>()
  tokens.onHanging = hanging.resolve
  tokens.fates.push('made, never answered')
  const first = failureOf(create('ci'))
  await hanging.promise
  const caller = new AbortController()
  const second = failureOf(create('ci', { signal: caller.signal }))
  caller.abort()
  t.match(await second, { code: 'stopped' })
  api.stop()
  clock.fire(10_000)
  await first
  t.equal(tokens.posts, 1)
})

t.test('passes on a fault of the program itself', async (t) => {
  const { create, tokens } = await benchTokens(t)
  const fault = new TypeError('a slip')
  tokens.fates.push('made, answered 500')
  const isCandidate = () => {
    throw fault
  }
  t.equal(await failureOf(create('ci', { isCandidate })), fault)
})

t.test('is refused by a read-only client before its first listing', async (t) => {
  const { create, site } = await benchTokens(t, { read_only: true })
  t.match(await failureOf(create('ci')), { code: 'read_only', method: 'POST' })
  t.equal(site.seen.length, 0)
})

t.test('does not believe an answer that shows an object of before', async (t) => {
  const { create, tokens, warnings } = await benchTokens(t)
  const before = tokens.add('ci')
  tokens.fates.push(`made, answered with id ${before}`)
  const made = await create('ci')
  t.same([...tokens.tokens.keys()], [before, made.id])
  t.match(warnings, [
    { code: 'leftover', ids: [String(before)] },
    { code: 'repaired_create', id: '2' },
  ])
})

for (const [asked, stored] of [
  ['cafe\u0301', 'caf\u00e9'],
  [' ci ', 'ci'],
  ['ci', 'ci\t'],
] as const)
  t.test(`finds the lost ${JSON.stringify(asked)} as ${JSON.stringify(stored)}`, async (t) => {
    const { create, tokens } = await benchTokens(t)
    tokens.storedName = () => stored
    tokens.fates.push('made, answer lost')
    t.match(await create(asked), { id: 2 })
    t.same([...tokens.tokens.keys()], [2])
  })

t.test('lets creates wait for each other whose names may be taken for the same', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.storedName = (name) => name.trim()
  tokens.fates.push('made, answer lost', 'made', 'made, answer lost', 'made')
  const made = await Promise.all([create('ci'), create('ci ')])
  t.same(
    [...tokens.tokens.keys()],
    made.map(({ id }) => id),
  )
})
