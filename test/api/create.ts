import t from 'tap'
import { createOrAdopt } from '../../src/api/index.ts'
import { failureOf } from './kit/api.ts'
import { benchTokens } from './kit/bench-tokens.ts'
import type { Test } from './kit/server.ts'
import type { Fate, Token } from './kit/tokens.ts'

/** Creates of objects without a secret, whose POSTs end so. */
const benchCreates = async (t: Test, ...fates: readonly Fate[]) => {
  const bench = await benchTokens(t)
  bench.tokens.fates.push(...fates)
  const abandoned = new AbortController()
  const create = async (name: string): Promise<Token> =>
    createOrAdopt(bench.all, {
      name,
      body: { name },
      isCandidate: (token) => token.name === name,
      warn: (error) => bench.warnings.push(error),
      abandoned: abandoned.signal,
    })
  const abandon = () => {
    abandoned.abort()
    bench.api.stop()
  }
  return { ...bench, create, abandon }
}

const idsOf = ({ tokens }: { readonly tokens: ReadonlyMap<number, Token> }) => [...tokens.keys()]

const committed: readonly Fate[] = [
  'made, answered 500',
  'made, answer lost',
  'made, answer cut off',
  'made, answered in HTML',
  'made late, answered 500',
]

for (const fate of committed)
  t.test(`adopts what a POST that was ${fate} has made, instead of a second one`, async (t) => {
    const { create, tokens, deletes } = await benchCreates(t, fate)
    const made = await create('ci')
    t.match(made, { id: 1, name: 'ci' })
    t.same(idsOf(tokens), [1])
    t.equal(tokens.posts, 1)
    t.equal(deletes(), 0)
  })

t.test('takes an answer without a secret for what it is', async (t) => {
  const { create, tokens } = await benchCreates(t, 'made, no secret returned')
  t.match(await create('ci'), { id: 1 })
  t.same(idsOf(tokens), [1])
})

t.test('posts once more where nothing shows, and adopts what that has made', async (t) => {
  const fates: Fate[] = ['not made, answered 500', 'made, answer lost']
  const { create, tokens } = await benchCreates(t, ...fates)
  t.match(await create('ci'), { id: 1 })
  t.equal(tokens.posts, 2)
})

t.test('adopts a late commit whose name the second POST was refused for', async (t) => {
  const { create, tokens, deletes } = await benchCreates(t, 'made late, answered 500', 'refused')
  tokens.lateness = 17
  t.match(await create('ci'), { id: 1, name: 'ci' })
  t.equal(tokens.posts, 2)
  t.equal(deletes(), 0)
})

t.test('names what a late commit has left over, and deletes nothing', async (t) => {
  const { create, tokens, warnings, deletes } = await benchCreates(t, 'made late, answered 500')
  tokens.lateness = 17
  t.match(await create('ci'), { id: 2 })
  t.equal(idsOf(tokens).length, 2)
  t.match(warnings, [{ code: 'ambiguous_create', ids: ['1'] }])
  t.equal(deletes(), 0)
})

t.test('adopts nothing between several, and names them', async (t) => {
  const { create, tokens, deletes } = await benchCreates(t, 'made, answered 500')
  tokens.onPost = () => tokens.add('ci')
  t.match(await failureOf(create('ci')), { code: 'ambiguous_create', ids: ['1', '2'] })
  t.equal(deletes(), 0)
})

t.test('adopts nothing that was there before, or that another create was given', async (t) => {
  const { create, tokens } = await benchCreates(t, 'made, answer lost', 'made, answer lost')
  tokens.add('ci')
  const made = await Promise.all([create('ci'), create('ci')])
  t.same(
    made.map(({ id }) => id),
    [2, 3],
  )
})

for (const fate of ['made', ...committed] as const)
  t.test(`deletes what nobody will record after a POST that was ${fate}`, async (t) => {
    const { create, tokens, abandon, warnings } = await benchCreates(t, fate)
    tokens.onPost = abandon
    t.match(await failureOf(create('ci')), { code: 'stopped', ambiguous: false })
    t.same(idsOf(tokens), [])
    t.match(warnings, [{ code: 'repaired_create', id: '1' }])
    t.equal(tokens.posts, 1)
  })

t.test('keeps what nobody will record and cannot be deleted in the error', async (t) => {
  const { create, tokens, abandon } = await benchCreates(t, 'made')
  tokens.onPost = abandon
  tokens.deleteStatus = 403
  t.match(await failureOf(create('ci')), { code: 'left_behind', fields: { id: 1, name: 'ci' } })
})
