import type { ServerResponse } from 'node:http'
import t from 'tap'
import { collection, type Item, isAbsent, type Reading } from '../../src/api/index.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { frame, refusal, sendJson, serve, type Test } from './kit/server.ts'

const path = 'v3/accounts/{account}/things/'

/** What a server says of thing 7, of the listing and of the accounts, for a time. */
interface World {
  /** By look, counted from 0; the last one stays. */
  readonly found?: readonly boolean[]
  readonly listed?: readonly number[]
  /** Beside the listed ids, in the pagination. */
  readonly count?: number
  readonly accounts?: readonly unknown[]
  readonly listStatus?: number
  readonly accountsStatus?: number
  /** The Date header; null for none. */
  readonly date?: string | null
}

const now = 'Thu, 01 Jan 2026 00:00:00 GMT'

const answerList = (response: ServerResponse, ids: readonly unknown[], count = ids.length) => {
  const pagination = { count, total_count: ids.length }
  const data = ids.map((id) => ({ id }))
  sendJson(response, 200, frame(data, { pagination }))
}

const serveWorld = async (t: Test, world: World) => {
  let look = 0
  const { listStatus = 200, accountsStatus = 200, found = [false] } = world
  const site = await serve(t, ({ method, url }, response) => {
    response.sendDate = false
    if (world.date !== null) response.setHeader('date', world.date ?? now)
    if (url.endsWith('/v2/accounts/'))
      return accountsStatus === 200
        ? answerList(response, world.accounts ?? [42])
        : sendJson(response, accountsStatus, refusal(accountsStatus, 'No.'))
    if (url.endsWith('/things/'))
      return listStatus === 200
        ? answerList(response, world.listed ?? [1], world.count)
        : sendJson(response, listStatus, refusal(listStatus, 'No.'))
    const isFound = found[Math.min(look, found.length - 1)]
    look += 1
    if (isFound && method === 'DELETE') return response.writeHead(204).end()
    return isFound
      ? sendJson(response, 200, frame({ id: 7 }))
      : sendJson(response, 404, refusal(404, 'Not found.'))
  })
  const bench = makeBench(site.url, { max_retries: 0 })
  return { ...bench, site, things: collection<Item>(bench.api, { path }) }
}

const old = '2025-12-31T23:58:59.123456+00:00'
const young = '2025-12-31T23:59:30.123456+00:00'

const verbs = ['get', 'delete'] as const

const proven: readonly (readonly [title: string, World, Reading])[] = [
  ['the listing has others, and the object is older than a minute', {}, { createdAt: old }],
  ['the listing is empty, and the token opens the account', { listed: [] }, { createdAt: old }],
  ['the accounts are written as text', { listed: [], accounts: ['42'] }, { createdAt: old }],
  ['the age does not matter', {}, {}],
  ['a time without a zone is the time of dbt Cloud', {}, { createdAt: '2025-12-31T23:58:59.1' }],
]

const unproven: readonly (readonly [title: string, World])[] = [
  ['the listing is empty, and the token opens no account', { listed: [], accounts: [] }],
  ['the listing is empty, and the token opens another account', { listed: [], accounts: [43] }],
  ['the listing is empty, and the accounts cannot be asked', { listed: [], accountsStatus: 500 }],
  ['the listing is empty, and the accounts are none', { listed: [], accounts: [null] }],
  ['the listing has it', { listed: [7] }],
  ['the count says more than the items', { listed: [1], count: 2 }],
  ['the count says less than the items', { listed: [1, 2], count: 0 }],
  ['the listing is empty, but its count is not', { listed: [], count: 1 }],
  ['the listing is refused', { listStatus: 403 }],
  ['the listing does not exist', { listStatus: 404 }],
]

for (const verb of verbs) {
  for (const [title, world, reading] of proven)
    t.test(`${verb}: a 404 is absence if ${title}`, async (t) => {
      const { things, clock } = await serveWorld(t, world)
      t.ok(isAbsent(await failureOf(things[verb](7, reading))))
      t.same(clock.sleeps, [])
    })

  for (const [title, world] of unproven)
    t.test(`${verb}: a 404 proves nothing if ${title}`, async (t) => {
      const { things, clock } = await serveWorld(t, world)
      t.match(await failureOf(things[verb](7, { createdAt: old })), { code: 'not_found' })
      t.same(clock.sleeps, [])
    })

  t.test(`${verb}: a young object is looked for until it is a minute old`, async (t) => {
    const { things, clock, site } = await serveWorld(t, {})
    t.ok(isAbsent(await failureOf(things[verb](7, { createdAt: young }))))
    const waited = clock.sleeps.reduce((sum, ms) => sum + ms, 0)
    // The clock of the server does not move here: half a minute by it, or a whole one by ours.
    t.equal(waited, 60_000)
    t.equal(site.seen.filter(({ url }) => url.endsWith('/7/')).length, clock.sleeps.length + 1)
  })

  t.test(`${verb}: a young object that shows later is there`, async (t) => {
    const { things, clock } = await serveWorld(t, { found: [false, false, true] })
    await things[verb](7, { createdAt: young })
    t.same(clock.sleeps, [2_000, 4_000])
  })

  t.test(`${verb}: a young object that only the listing shows is looked for`, async (t) => {
    const shown = await serveWorld(t, { listed: [7], found: [false, true] })
    await shown.things[verb](7, { createdAt: young })
    t.same(shown.clock.sleeps, [2_000])
    const { things, clock } = await serveWorld(t, { listed: [7] })
    t.match(await failureOf(things[verb](7, { createdAt: young })), { code: 'not_found' })
    t.equal(clock.sleeps.length, 5)
  })

  for (const [title, createdAt, date] of [
    ['the server sends no time', old, null],
    ['the server sends a time that is none', old, 'yesterday'],
    ['the object has no time', null, now],
    ['the object has a time that is none', 'soon', now],
    ['the object is from the future', '2026-02-01T00:00:00Z', now],
  ] as const)
    t.test(`${verb}: absence takes a whole minute where ${title}`, async (t) => {
      const { things, clock } = await serveWorld(t, { date })
      t.ok(isAbsent(await failureOf(things[verb](7, { createdAt }))))
      t.equal(
        clock.sleeps.reduce((sum, ms) => sum + ms, 0),
        60_000,
      )
    })

  t.test(`${verb}: a stop ends the wait`, async (t) => {
    const { things, clock, api } = await serveWorld(t, {})
    clock.onSleep = () => api.stop()
    t.match(await failureOf(things[verb](7, { createdAt: young })), { code: 'stopped' })
    t.equal(clock.sleeps.length, 1)
  })

  t.test(`${verb}: the caller's signal ends the wait`, async (t) => {
    const { things, clock } = await serveWorld(t, {})
    const caller = new AbortController()
    clock.onSleep = () => caller.abort()
    const failure = failureOf(things[verb](7, { createdAt: young, signal: caller.signal }))
    t.match(await failure, { code: 'stopped' })
  })
}
