import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { check, constantFrom, integer, asyncProperty as property } from 'fast-check'
import t from 'tap'
import { isAbsent, StoppedError } from '../../src/api/index.ts'
import { failureOf } from './kit/api.ts'
import { refusal, sendJson } from './kit/server.ts'
import { benchThings, ids, ThingSite } from './kit/things.ts'

const namesOf = (found: readonly { readonly id: number; readonly name: string }[]) =>
  found.map(({ id, name }) => `${id}: ${name}`).sort()

const expected = (wanted: readonly number[], version = 1) =>
  wanted.map((id) => `${id}: thing ${id} v${version}`).sort()

t.test('answers reads of one window from one listing', async (t) => {
  const { readAll, asked } = await benchThings(t, new ThingSite(300))
  t.same(namesOf(await readAll(ids(1, 10))), expected(ids(1, 10)))
  t.same(asked(), ['list'])
})

const counts = [
  { title: '300 of 300 on one page', total: 300, size: 1000, wanted: 300, most: 1 },
  { title: '300 of 300 on three pages', total: 300, size: 100, wanted: 300, most: 4 },
  { title: '2 of 10 000', total: 10_000, size: 100, wanted: 2, most: 2 },
  { title: '10 of 10 000', total: 10_000, size: 100, wanted: 10, most: 11 },
  { title: '1 000 of 1 000 on ten pages', total: 1000, size: 100, wanted: 1000, most: 22 },
]

for (const { title, total, size, wanted, most } of counts)
  t.test(`reads ${title}, ten at a time, by ${most} requests at most`, async (t) => {
    const { readByTens, asked } = await benchThings(t, new ThingSite(total, size))
    // From the end: the first page does not help.
    const from = ids(total - wanted + 1, total)
    t.same(namesOf(await readByTens(from)), expected(from))
    t.ok(asked().length <= most, `${asked().length} requests`)
  })

t.test('never takes much more than twice the requests of the better way', async (t) => {
  const worlds = property(
    integer({ min: 1, max: 200 }),
    constantFrom(5, 20, 100),
    integer({ min: 1, max: 200 }),
    async (total, size, wanted) => {
      const { readByTens, asked } = await benchThings(t, new ThingSite(total, size))
      const some = ids(1, Math.min(wanted, total))
      t.same(namesOf(await readByTens(some)), expected(some))
      const best = Math.min(some.length, Math.ceil(total / size))
      return asked().length <= 2 * best + 12
    },
  )
  const result = await check(worlds, { numRuns: 20 })
  t.notOk(result.failed, String(result.counterexample))
})

t.test('lists a long collection after all, once single reads have cost as much', async (t) => {
  const { readByTens, asked } = await benchThings(t, new ThingSite(600, 20))
  await readByTens(ids(1, 600))
  t.ok(asked().length <= 80, `${asked().length} requests for 30 pages`)
})

t.test('does not return again what it read more than ten seconds ago', async (t) => {
  const site = new ThingSite(20)
  const { readAll, clock, asked } = await benchThings(t, site)
  await readAll(ids(1, 3))
  site.version = 2
  t.same(namesOf(await readAll([4])), expected([4]), 'from the listing')
  clock.time += 10_001
  t.same(namesOf(await readAll([5])), expected([5], 2))
  t.same(asked(), ['list', '5'])
})

t.test('returns each object once, so that a second read is current', async (t) => {
  const site = new ThingSite(20)
  const { readAll, asked } = await benchThings(t, site)
  await readAll(ids(1, 3))
  site.version = 2
  t.same(namesOf(await readAll([1])), expected([1], 2))
  t.same(asked(), ['list', '1'])
})

t.test('returns nothing that was read before or during a write', async (t) => {
  const site = new ThingSite(20)
  const { readAll, things, settle, asked } = await benchThings(t, site)
  await readAll(ids(1, 3))
  const write = things.create({ name: 'x' })
  const during = settle(things.read(4))
  await write
  await during
  site.version = 2
  t.same(namesOf(await readAll([5])), expected([5], 2))
  t.same(asked().toSorted(), ['4', '5', 'POST list', 'list'].toSorted())
})

t.test('joins no listing that began before a write', async (t) => {
  const site = new ThingSite(20)
  const { things, settle, asked, clock } = await benchThings(t, site)
  const listing = Promise.withResolvers<ServerResponse>()
  site.onList = listing.resolve
  const early = settle(Promise.all([1, 2, 3].map(async (id) => things.read(id))))
  const response = await listing.promise
  site.onList = undefined
  await things.delete(9)
  const late = things.read(4)
  t.same(clock.limits.includes(10), true, 'it waits in a window of its own')
  site.handler({ method: 'GET', url: '/things/', headers: {}, body: '' }, response)
  await early
  await settle(late)
  t.same(asked(), ['list', 'DELETE 9', '4'])
})

t.test('lets those who come later join a listing under way', async (t) => {
  const site = new ThingSite(20)
  const { things, settle, asked } = await benchThings(t, site)
  const listing = Promise.withResolvers<ServerResponse>()
  site.onList = listing.resolve
  const early = settle(Promise.all([1, 2, 3].map(async (id) => things.read(id))))
  const response = await listing.promise
  const late = things.read(4)
  site.onList = undefined
  site.handler({ method: 'GET', url: '/things/', headers: {}, body: '' }, response)
  t.same(namesOf([...(await early), await late]), expected(ids(1, 4)))
  t.same(asked(), ['list'])
})

t.test('shares one request between readers of one object', async (t) => {
  const { readAll, asked } = await benchThings(t, new ThingSite(20))
  t.same(namesOf(await readAll([7, 7])), expected([7, 7]))
  t.same(asked(), ['7'])
})

t.test('reads what a listing lacks by itself before it judges it', async (t) => {
  const site = new ThingSite(20)
  site.unlisted.add(3)
  site.gone.add(4)
  const { things, settle, asked } = await benchThings(t, site)
  const reads = Promise.allSettled(ids(1, 4).map(async (id) => things.read(id)))
  const [, , third, fourth] = await settle(reads)
  t.match(third, { status: 'fulfilled', value: { id: 3 } })
  t.ok(fourth?.status === 'rejected' && isAbsent(fourth.reason))
  t.same(asked().toSorted(), ['list', '3', '4'].toSorted(), 'one listing is proof for all')
})

t.test('takes nothing for gone by a listing that is not whole', async (t) => {
  const site = new ThingSite(20)
  site.gone.add(4)
  site.onList = (response) => sendJson(response, 200, { data: [{ id: 1 }, { id: 2 }] })
  const { things, settle, asked } = await benchThings(t, site)
  const reads = settle(Promise.allSettled(ids(1, 4).map(async (id) => things.read(id))))
  const [first, , , fourth] = await reads
  t.match(first, { status: 'fulfilled' })
  t.match(fourth, { status: 'rejected', reason: { code: 'not_found' } })
  await settle(Promise.allSettled(ids(5, 8).map(async (id) => things.read(id))))
  t.equal(asked().filter((each) => each === 'list').length, 2, 'the second was for the proof')
})

for (const status of [403, 500])
  t.test(`reads one by one where the listing is answered ${status}`, async (t) => {
    const site = new ThingSite(20)
    site.onList = (response) => sendJson(response, status, refusal(status, 'No.'))
    const { readAll, asked, clock } = await benchThings(t, site)
    t.same(namesOf(await readAll(ids(1, 4))), expected(ids(1, 4)))
    await readAll(ids(5, 8))
    t.equal(asked().filter((each) => each === 'list').length, 1, 'it is not asked again at once')
    clock.time += 10_001
    await readAll(ids(9, 12))
    t.equal(asked().filter((each) => each === 'list').length, 2)
  })

for (const status of [401, 429])
  t.test(`does not ask one by one after a ${status}, which holds for all`, async (t) => {
    const site = new ThingSite(20)
    site.onList = (response) => sendJson(response, status, refusal(status, 'No.'))
    const { readAll, asked } = await benchThings(t, site)
    t.match(await failureOf(readAll(ids(1, 4))), { status })
    t.same(asked(), ['list'])
  })

t.test('goes on for the others when one caller has gone', async (t) => {
  const site = new ThingSite(20)
  const { things, settle, asked } = await benchThings(t, site)
  const leaver = new AbortController()
  const left = failureOf(things.read(1, { signal: leaver.signal }))
  const stay = settle(Promise.all([2, 3].map(async (id) => things.read(id))))
  leaver.abort()
  t.match(await left, { code: 'stopped', ambiguous: false })
  t.same(namesOf(await stay), expected([2, 3]))
  t.same(asked(), ['list'])
})

t.test('ends what is shared when all have gone, and begins afresh for the next', async (t) => {
  const site = new ThingSite(20)
  const { things, settle, readAll } = await benchThings(t, site)
  const listing = Promise.withResolvers<ServerResponse>()
  site.onList = listing.resolve
  const leaver = new AbortController()
  const reads = [1, 2, 3].map(async (id) => failureOf(things.read(id, { signal: leaver.signal })))
  const all = settle(Promise.all(reads))
  const closed = once(await listing.promise, 'close')
  leaver.abort()
  await closed
  t.ok((await all).every((error) => error instanceof StoppedError))
  site.onList = undefined
  t.same(namesOf(await readAll([1, 2])), expected([1, 2]))
})

t.test('is ended by a stop, and serves again after it', async (t) => {
  const site = new ThingSite(20)
  const { api, things, settle, readAll, asked } = await benchThings(t, site)
  site.onList = () => api.stop()
  const reads = settle(Promise.all([1, 2, 3].map(async (id) => failureOf(things.read(id)))))
  t.ok((await reads).every((error) => error instanceof StoppedError))
  t.same(asked(), ['list'], 'nobody goes on one by one')
  site.onList = undefined
  t.same(namesOf(await readAll([1])), expected([1]))
})

t.test('begins nothing for a caller who has gone', async (t) => {
  const { things, asked } = await benchThings(t, new ThingSite(20))
  const read = things.read(1, { signal: AbortSignal.abort() })
  t.match(await failureOf(read), { code: 'stopped' })
  t.same(asked(), [])
})

t.test('asks for the objects that it needs where the listing can be filtered', async (t) => {
  const site = new ThingSite(10_000, 100)
  site.gone.add(3)
  const { things, settle, readAll, asked } = await benchThings(t, site, {
    facts: { filter: 'pk__in' },
  })
  t.same(namesOf(await readAll([1, 2, 9999])), expected([1, 2, 9999]))
  t.same(asked(), ['list ?pk__in=1%2C2%2C9999'])
  t.ok(isAbsent(await failureOf(settle(things.read(3)))))
})

t.test('reads 300 of 300 by a filter and then by the listing', async (t) => {
  const site = new ThingSite(300, 100)
  const { readByTens, asked } = await benchThings(t, site, { facts: { filter: 'pk__in' } })
  t.same(namesOf(await readByTens(ids(1, 300))), expected(ids(1, 300)))
  t.ok(asked().length <= 6, `${asked().length} requests`)
})

t.test('reads one by one if the listing is incomplete', async (t) => {
  const { readAll, asked } = await benchThings(t, new ThingSite(20), { facts: { listsAll: false } })
  await readAll([1, 2, 3, 4])
  t.same(asked().toSorted(), ['1', '2', '3', '4'])
})

t.test('get and list always ask', async (t) => {
  const site = new ThingSite(20)
  const { readAll, things } = await benchThings(t, site)
  await readAll(ids(1, 3))
  site.version = 2
  t.match(await things.get(4), { name: 'thing 4 v2' })
  t.match((await things.list()).items[4], { name: 'thing 5 v2' })
})
