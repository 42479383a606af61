import t from 'tap'
import { list, type Page, pages } from '../../src/api/index.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { frame, type Handler, sendJson, serve, type Test } from './kit/server.ts'

const path = 'v3/accounts/{account}/things/'
const things = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_none, index) => ({ id: from + index }))

/** A collection of so many things, at most two to a page unless `limit` says otherwise. */
const paged =
  (total: number): Handler =>
  ({ url }, response) => {
    const query = new URL(url, 'http://x').searchParams
    const offset = Number(query.get('offset') ?? 0)
    const data = things(1, total).slice(offset, offset + Number(query.get('limit') ?? 2))
    const pagination = { count: data.length, total_count: total }
    sendJson(response, 200, frame(data, { pagination }))
  }

/** Answers with these pages, whatever is asked; the last one again and again. */
const scripted = (...script: (readonly [data: unknown, total: number | undefined])[]): Handler => {
  let number = 0
  return (_seen, response) => {
    const [data = [], total_count] = script[Math.min(number, script.length - 1)] ?? []
    number += 1
    const count = Array.isArray(data) ? data.length : 0
    sendJson(
      response,
      200,
      frame(data, total_count === undefined ? {} : { pagination: { count, total_count } }),
    )
  }
}

const listAll = async (t: Test, handler: Handler) => {
  const site = await serve(t, handler)
  const listing = await list(makeBench(site.url).api, { path })
  const query = site.seen.map(({ url }) => new URL(url, 'http://x').search)
  return { ids: listing.items.map(({ id }) => id), complete: listing.complete, query }
}

t.test('asks for one page without parameters when it is the whole', async (t) => {
  t.same(await listAll(t, paged(2)), { ids: [1, 2], complete: true, query: [''] })
  t.same(await listAll(t, paged(0)), { ids: [], complete: true, query: [''] })
})

t.test('asks on when the first page said that there are more', async (t) => {
  const { ids, complete, query } = await listAll(t, paged(5))
  t.same(ids, [1, 2, 3, 4, 5])
  t.ok(complete)
  t.same(query, ['', '?limit=2&offset=2', '?limit=2&offset=4'])
})

t.test('ends, incomplete, when a server ignores the parameters and repeats itself', async (t) => {
  const { ids, complete, query } = await listAll(t, scripted([things(1, 2), 5]))
  t.same(ids, [1, 2])
  t.notOk(complete)
  t.equal(query.length, 2)
})

t.test('ends, incomplete, at an empty page', async (t) => {
  const result = await listAll(t, scripted([things(1, 2), 3], [[], 3]))
  t.same([result.ids, result.complete], [[1, 2], false])
})

const endless: readonly (readonly [title: string, growth: number, pages: number])[] = [
  ['whose total grows with each page', 1, 14],
  ['whose total cannot be reached', 0, 1000],
]

for (const [title, growth, number] of endless)
  t.test(`ends, incomplete, at a listing ${title}`, async (t) => {
    let asked = 0
    const { ids, complete } = await listAll(t, (_seen, response) => {
      asked += 1
      const total_count = growth === 0 ? 1_000_000 : asked + growth
      const pagination = { count: 1, total_count }
      sendJson(response, 200, frame([{ id: asked }], { pagination }))
    })
    t.equal(ids.length, number)
    t.notOk(complete)
  })

t.test('does not call whole what changed while it was listed', async (t) => {
  const lost = await listAll(t, scripted([things(1, 2), 4], [things(4, 4), 3]))
  t.same(
    [lost.ids, lost.complete],
    [[1, 2, 4], false],
    'one was deleted, so that another slipped by',
  )
  const twice = await listAll(t, scripted([things(1, 2), 3], [things(2, 3), 3]))
  t.same([twice.ids, twice.complete], [[1, 2, 3], false], 'one was seen twice')
})

t.test('does not call whole what does not say how many there are', async (t) => {
  const { ids, complete, query } = await listAll(t, scripted([things(1, 2), undefined]))
  t.same(ids, [1, 2])
  t.notOk(complete)
  t.equal(query.length, 1)
})

t.test('does not ask on when the first page counts all but holds fewer', async (t) => {
  const handler: Handler = (_seen, response) =>
    sendJson(response, 200, frame(things(1, 2), { pagination: { count: 3, total_count: 3 } }))
  const { complete, query } = await listAll(t, handler)
  t.notOk(complete)
  t.equal(query.length, 1)
})

t.test('takes nothing but a list of objects with ids for a page', async (t) => {
  for (const data of [{}, [{}], [{ id: null }], [1], 'x']) {
    const site = await serve(t, scripted([data, 1]))
    const failure = failureOf(list(makeBench(site.url).api, { path }))
    t.match(await failure, { code: 'unreadable_answer' }, JSON.stringify(data))
  }
})

for (const account_id of [7, '7'])
  t.test(`is refused with an object of account ${JSON.stringify(account_id)}`, async (t) => {
    const data = [
      { id: 1, account_id: '42' },
      { id: 2, account_id: null },
      { id: 3, account_id },
    ]
    const site = await serve(t, scripted([data, 3]))
    const { api } = makeBench(site.url)
    t.match(await failureOf(list(api, { path })), {
      message: /at position 3 of its list, it contains an object of account 7 instead of 42/,
    })
    t.equal((await list(api, { path: 'v3/things/' })).items.length, 3, 'where accounts are mixed')
  })

t.test('keeps the query on every page', async (t) => {
  const site = await serve(t, paged(3))
  await list(makeBench(site.url).api, { path, query: { state: 1 } })
  t.ok(site.seen.every(({ url }) => url.includes('state=1')))
})

t.test(
  'returns the total after the first page, and requests only the pages that are used',
  async (t) => {
    const site = await serve(t, paged(5))
    const seen: Page<{ id: number }>[] = []
    for await (const page of pages<{ id: number }>(makeBench(site.url).api, { path })) {
      seen.push(page)
      break
    }
    t.same(seen, [{ items: [{ id: 1 }, { id: 2 }], total: 5 }])
    t.equal(site.seen.length, 1)
  },
)

const contradictions: readonly (readonly [title: string, ids: number[], object])[] = [
  ['more than its items', [1], { count: 2, total_count: 1 }],
  ['fewer than its items', [1, 2], { count: 1, total_count: 2 }],
  ['some where there are none', [], { count: 1, total_count: 0 }],
  ['none where there are some', [1], { count: 0, total_count: 1 }],
  ['a total below its items', [1, 2], { count: 2, total_count: 1 }],
  ['a negative total', [], { count: 0, total_count: -1 }],
  ['a count that is text', [], { count: '0', total_count: '0' }],
  ['no total', [], { count: 0 }],
]

for (const [title, ids, pagination] of contradictions)
  t.test(`is not whole where it counts ${title}`, async (t) => {
    const data = ids.map((id) => ({ id }))
    const site = await serve(t, ({ url }, response) =>
      sendJson(response, 200, frame(url.includes('?') ? [] : data, { pagination })),
    )
    const { api } = makeBench(site.url)
    t.same(await list(api, { path: 'v3/things/' }), { items: data, complete: false })
  })

for (const [id, found] of [
  [null, /without an ID/],
  [-1, /invalid ID \(-1\)/],
  ['x', /invalid ID \("x"\)/],
  ['9'.repeat(50), /\("9{20}…" with 50 characters\)/],
] as const)
  t.test(`is refused with an object whose id is ${String(id).slice(0, 9)}`, async (t) => {
    const site = await serve(t, (_seen, response) =>
      sendJson(response, 200, frame([{ id: 1 }, { id }])),
    )
    const { api } = makeBench(site.url)
    const error = await failureOf(list(api, { path: 'v3/things/' }))
    t.match(error, { code: 'unreadable_answer', path: '/v3/things/' })
    t.match(String(error), /at position 2 of its list/)
    t.match(String(error), found)
  })
