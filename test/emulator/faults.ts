import t from 'tap'
import type { Fault } from '../../src/emulator/index.ts'
import { config, listedNames, send, start, tokens } from './kit/client.ts'

const body = { name: 'a' }
const create = `POST ${tokens}` as const
const template = '/api/v3/accounts/{account_id}/scim-config/tokens/'

t.test('applies a fault the given number of times, only to matching requests', async (t) => {
  const emulator = await start(t)
  const matches = [
    { method: 'GET', path: tokens },
    { method: 'GET', path: template },
    { method: 'GET', path: /tokens\/$/ },
    { path: tokens },
  ]
  for (const match of matches) {
    const hold = emulator.fail(match, { status: 503, times: 2 })
    const statuses = []
    for (const path of [config, tokens, tokens, tokens])
      statuses.push((await send(emulator, `GET ${path}`)).status)
    t.same(statuses, [200, 503, 503, 200])
    await hold.done
  }
})

t.test('applies the oldest active fault', async (t) => {
  const emulator = await start(t)
  for (const status of [500, 502, 504]) emulator.fail({}, { status })
  const statuses = []
  for (let i = 0; i < 4; i++) statuses.push((await send(emulator, `GET ${config}`)).status)
  t.same(statuses, [500, 502, 504, 200])
})

t.test('sends Retry-After with a status', async (t) => {
  const emulator = await start(t)
  emulator.fail({}, { status: 429, retryAfter: 7 })
  const { status, headers, json } = await send(emulator, `GET ${config}`)
  t.equal(status, 429)
  t.equal(headers.get('retry-after'), '7')
  t.match(json, { status: { code: 429, is_success: false }, data: null })
})

t.test('sends the page of a proxy', async (t) => {
  const emulator = await start(t)
  emulator.fail({}, { status: 404, html: true })
  const { status, headers, text } = await send(emulator, `GET ${config}`)
  t.equal(status, 404)
  t.match(headers.get('content-type'), 'text/html')
  t.match(text, /^<!DOCTYPE html>/)
})

t.test("sends dbt Cloud's own text with a 404", async (t) => {
  const emulator = await start(t)
  emulator.fail({}, { status: 404 })
  t.match((await send(emulator, `GET ${config}`)).json.status.user_message, /proper permissions/)
})

t.test('commits nothing if a create fails before it takes effect', async (t) => {
  const emulator = await start(t)
  emulator.fail({ method: 'POST' }, { status: 500 })
  t.equal((await send(emulator, create, { body })).status, 500)
  emulator.fail({ method: 'POST' }, { reset: true })
  await t.rejects(send(emulator, create, { body }))
  t.same(emulator.tokens(1).list(), [])
  t.same(
    emulator.requests.map(({ status }) => status),
    [500, null],
  )
})

t.test('commits a create with a lost response', async (t) => {
  const emulator = await start(t)
  emulator.fail({ method: 'POST' }, { status: 500, commit: 'now' })
  t.equal((await send(emulator, create, { body })).status, 500)
  t.equal(emulator.tokens(1).list().length, 1)
  emulator.fail({ method: 'POST' }, { reset: true, commit: 'now' })
  await t.rejects(send(emulator, create, { body }))
  t.equal(emulator.tokens(1).list().length, 2)
})

t.test('commits a create late, when released', async (t) => {
  const emulator = await start(t)
  const faults: readonly Fault[] = [{ commit: 'late' }, { commit: 'late', status: 504 }]
  for (const fault of faults) {
    const hold = emulator.fail({ method: 'POST' }, fault)
    t.equal((await send(emulator, create, { body })).status, fault.status ?? 500)
    t.same(await listedNames(emulator), [])
    hold.release()
    await hold.done
    t.same(await listedNames(emulator), ['a'])
    for (const { id } of emulator.tokens(1).list()) emulator.tokens(1).remove(id)
  }
})

t.test('commits a create late, after a time', async (t) => {
  const emulator = await start(t)
  const fault: Fault = { commit: 'late', lateBy: 20, reset: true, times: 2 }
  const hold = emulator.fail({ method: 'POST' }, fault)
  await t.rejects(send(emulator, create, { body }))
  await t.rejects(send(emulator, create, { body }))
  await hold.done
  hold.release()
  t.same(await listedNames(emulator), ['a', 'a'])
})

t.test('delays a response, but not its effect', async (t) => {
  const emulator = await start(t)
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const answer = send(emulator, create, { body })
  await hold.applied
  t.same(await listedNames(emulator), ['a'])
  t.equal(emulator.requests[0]?.status, null)
  hold.release()
  t.equal((await answer).status, 200)
})

t.test('delays a response for a given time', async (t) => {
  const emulator = await start(t)
  emulator.fail({}, { latency: 20 })
  t.equal((await send(emulator, `GET ${config}`)).status, 200)
  // A timer may fire up to a millisecond early by another clock.
  t.ok((emulator.requests[0]?.ms ?? 0) >= 19)
})

t.test('truncates the response of a committed request', async (t) => {
  const emulator = await start(t)
  emulator.fail({ method: 'POST' }, { truncated: 'length' })
  await t.rejects(send(emulator, create, { body }))
  emulator.fail({ method: 'POST' }, { truncated: 'json' })
  const cut = await send(emulator, create, { body })
  t.equal(cut.status, 200)
  t.equal(cut.json, undefined)
  t.match(cut.text, /^\{"status"/)
  t.equal(emulator.tokens(1).list().length, 2)
})

t.test('omits fields from a response', async (t) => {
  const emulator = await start(t)
  const without = ['token_string']
  emulator.fail({ method: 'POST' }, { without, times: 2 })
  const { status, json } = await send<object>(emulator, create, { body })
  t.equal(status, 200)
  t.same(Object.keys(json.data), ['id', 'name', 'created_at', 'last_used'])
  t.equal((await send(emulator, create, { body: {} })).json.data, null)
})

t.test('lists the rows as they were when the fault was set', async (t) => {
  const emulator = await start(t)
  emulator.tokens(1).add('a')
  const hold = emulator.fail({ path: template }, { listing: 'stale', times: 3 })
  emulator.tokens(1).add('b')
  t.same(await listedNames(emulator), ['a'])
  t.same(await listedNames(emulator), ['a'])
  hold.release()
  t.same(await listedNames(emulator), ['a', 'b'])
})

t.test('does not list objects that are newer than the fault', async (t) => {
  const emulator = await start(t)
  emulator.fail({}, { listing: 'stale' })
  emulator.tokens(1).add('a')
  t.same(await listedNames(emulator), [])
  t.same(await listedNames(emulator), ['a'])
})

t.test('lists half of the rows, with the total count', async (t) => {
  const emulator = await start(t)
  emulator.tokens(1).seed(4)
  const half = ['token 1', 'token 2']
  const incomplete = emulator.fail({}, { listing: 'incomplete', times: Infinity })
  const { json } = await send(emulator, `GET ${tokens}`)
  t.same(json.extra.pagination, { count: 2, total_count: 4 })
  t.equal((await send(emulator, `GET ${tokens}?limit=2&offset=2`)).status, 400)
  incomplete.release()
  emulator.fail({}, { listing: 'repeating', times: 2 })
  t.same(await listedNames(emulator), half)
  t.same(await listedNames(emulator, '?limit=2&offset=2'), half)
  t.equal((await listedNames(emulator)).length, 4)
})

t.test('puts other fields into an answer, a list and the answer to a DELETE', async (t) => {
  const emulator = await start(t)
  const { id } = emulator.tokens(1).add('a')
  const one = `${tokens}${id}/`
  emulator.fail({}, { with: { id: 8, name: null } })
  t.match((await send(emulator, `GET ${one}`)).json.data, { id: 8, name: null })
  emulator.fail({}, { with: { id: String(id) }, without: ['created_at'] })
  t.same((await send(emulator, `GET ${tokens}`)).json.data, [
    { id: String(id), name: 'a', last_used: null },
  ])
  emulator.fail({}, { with: { id: 8 } })
  const deleted = await send(emulator, `DELETE ${one}`)
  t.match(deleted, { status: 200, json: { data: { id: 8 } } })
  t.same(emulator.tokens(1).list(), [])
})

t.test('sends any text as a body, any message and any header', async (t) => {
  const emulator = await start(t)
  emulator.fail({}, { body: '{"data": 1}', headers: { 'x-pad': 'x'.repeat(10_000) } })
  const { text, headers } = await send(emulator, `GET ${config}`)
  t.equal(text, '{"data": 1}')
  t.equal(headers.get('x-pad')?.length, 10_000)
  emulator.fail({}, { status: 404, message: '\u001B[31mred' })
  const refused = await send(emulator, `GET ${config}`)
  t.equal(refused.json.status.user_message, '\u001B[31mred')
})

t.test('fills an answer up, and compresses it', async (t) => {
  const emulator = await start(t)
  emulator.fail({}, { padding: 1_000 })
  const { headers, json } = await send(emulator, `GET ${config}`)
  t.ok(Number(headers.get('content-length')) > 1_000)
  t.match(json.status, { code: 200 })
  const size = 2 ** 24 + 1_000
  emulator.fail({}, { padding: size, gzip: true })
  const packed = await send(emulator, `GET ${config}`)
  t.ok(Number(packed.headers.get('content-length')) < 100_000)
  t.ok(packed.text.length > size)
  t.match(packed.json.status, { code: 200 })
})

t.test('hides what a request created, from reads and listings, until released', async (t) => {
  const emulator = await start(t)
  emulator.tokens(1).add('before')
  const hold = emulator.fail({ method: 'POST' }, { lag: Infinity })
  const made = await send<{ id: number }>(emulator, create, { body })
  t.equal(made.status, 200)
  const one = `${tokens}${made.json.data.id}/` as const
  t.same(await listedNames(emulator), ['before'])
  t.equal((await send(emulator, `GET ${one}`)).status, 404)
  t.equal((await send(emulator, `DELETE ${one}`)).status, 404)
  t.equal(emulator.tokens(1).list().length, 2)
  hold.release()
  await hold.done
  t.same(await listedNames(emulator), ['before', 'a'])
  t.equal((await send(emulator, `GET ${one}`)).status, 200)
})

t.test('shows what a request created after a time', async (t) => {
  const emulator = await start(t)
  const hold = emulator.fail({ method: 'POST' }, { lag: 20 })
  await send(emulator, create, { body })
  await hold.done
  t.same(await listedNames(emulator), ['a'])
})

t.test('lists nothing, with a count of its own', async (t) => {
  const emulator = await start(t)
  emulator.tokens(1).seed(2)
  emulator.fail({}, { listing: 'empty' })
  const empty = await send(emulator, `GET ${tokens}`)
  t.match(empty.json, { data: [], extra: { pagination: { count: 0, total_count: 0 } } })
  emulator.fail({}, { listing: 'miscounted' })
  const miscounted = await send(emulator, `GET ${tokens}`)
  t.match(miscounted.json, { data: [], extra: { pagination: { count: 2, total_count: 0 } } })
})
