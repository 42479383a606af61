import t from 'tap'
import { complaint } from '../../src/emulator/check.ts'
import { decodeJson } from '../../src/emulator/exact-json.ts'
import { facts } from '../../src/emulator/generated/facts.ts'
import type { ScimToken } from '../../src/emulator/index.ts'
import { listedNames, type Named, send, start, tokens } from './kit/client.ts'

const beyond = '9007199254740993'

t.test('returns the secret only once', async (t) => {
  const emulator = await start(t, { clock: () => new Date('2026-11-24T10:00:00.123Z') })
  const { status, json } = await send<ScimToken>(emulator, `POST ${tokens}`, {
    body: { name: 'okta' },
  })
  t.equal(status, 200)
  t.match(json.data, { id: 1001, name: 'okta', last_used: null, token_string: /^dbts_.{32}$/ })
  t.equal(json.data.created_at, '2026-11-24T10:00:00.123000+00:00')
  const { token_string, ...rest } = json.data
  t.equal(emulator.tokens(1).list()[0]?.token_string, token_string)
  t.same((await send(emulator, `GET ${tokens}1001/`)).json.data, rest)
  t.same((await send(emulator, `GET ${tokens}`)).json.data, [rest])
})

// The document does not mention that `last_used` is null until a token is used.
t.test('responds to each call as documented', async (t) => {
  const emulator = await start(t)
  emulator.setNextId(5)
  const calls = [
    [`POST ${tokens}`, { body: { name: 'a' } }],
    [`GET ${tokens}`, {}],
    [`GET ${tokens}5/`, {}],
    [`DELETE ${tokens}5/`, {}],
  ] as const
  for (const [line, sent] of calls) {
    const template = line.replace('/1/', '/{account_id}/').replace('/5/', '/{id}/')
    const fact = facts.find(({ method, path }) => `${method} ${path}` === template)
    const { status, text } = await send(emulator, line, sent)
    t.equal(status, fact?.status, line)
    if (fact?.answer === undefined) t.equal(text, '')
    else
      t.equal(complaint(fact.answer, decodeJson(text.replace(',"last_used":null', ''))), undefined)
  }
})

t.test('allows several tokens with the same name, in order of creation', async (t) => {
  const emulator = await start(t)
  for (const name of ['b', 'a', 'b']) await send(emulator, `POST ${tokens}`, { body: { name } })
  t.same(await listedNames(emulator), ['b', 'a', 'b'])
  const { json } = await send(emulator, `GET ${tokens}`)
  t.match(json.extra, { filters: {}, pagination: { count: 3, total_count: 3 } })
})

t.test('deletes with 204 and no body, then returns 404', async (t) => {
  const emulator = await start(t)
  const { id } = emulator.tokens(1).add('a')
  const deleted = await send(emulator, `DELETE ${tokens}${id}/`)
  t.equal(deleted.status, 204)
  t.equal(deleted.text, '')
  for (const method of ['GET', 'DELETE'])
    t.equal((await send(emulator, `${method} ${tokens}${id}/`)).status, 404)
  t.same(emulator.tokens(1).list(), [])
})

t.test('keeps IDs beyond 2^53 exact in paths and bodies', async (t) => {
  const emulator = await start(t)
  emulator.setNextId(BigInt(beyond))
  const created = await send(emulator, `POST ${tokens}`, { body: { name: 'a' } })
  t.match(created.text, `"id":${beyond},`)
  t.match((await send(emulator, `GET ${tokens}`)).text, `"id":${beyond},`)
  t.match((await send(emulator, `GET ${tokens}${beyond}/`)).text, `"id":${beyond},`)
  t.equal((await send(emulator, `GET ${tokens}9007199254740992/`)).status, 404)
  t.equal(emulator.tokens(1).list()[0]?.id, BigInt(beyond))
  t.equal((await send(emulator, `DELETE ${tokens}${beyond}/`)).status, 204)
})

t.test('rejects undocumented input, and names it', async (t) => {
  const emulator = await start(t)
  const { id } = emulator.tokens(1).add('a')
  const cases = [
    [`POST ${tokens}`, { body: {} }, /^name: .*required/],
    [`POST ${tokens}`, { body: { name: 1 } }, /^name: .*string/],
    [`POST ${tokens}`, { body: { name: null } }, /^name: .*string/],
    [`POST ${tokens}`, { body: { name: 'b', created_at: '' } }, /^created_at: .*unknown/],
    [`POST ${tokens}`, { text: '{"name":"b","__proto__":1}' }, /^__proto__: .*unknown/],
    [`POST ${tokens}?name=b`, { body: { name: 'b' } }, /^name: .*query/],
    [`GET ${tokens}?limit=10`, {}, /^limit: .*query/],
    [`GET ${tokens}?offset=0`, {}, /^offset: .*query/],
    [`DELETE ${tokens}${id}/`, { text: '{}' }, /does not accept a body/],
  ] as const
  for (const [line, sent, message] of cases) {
    const { status, json } = await send(emulator, line, sent)
    t.equal(status, 400, line)
    t.match(json.status.user_message, message)
  }
  t.same(await listedNames(emulator, '?include_related=x'), ['a'])
})

t.test('has pages with limit and offset if a page size is set', async (t) => {
  const emulator = await start(t)
  emulator.tokens(1).seed(5)
  emulator.paged = 2
  t.equal(emulator.paged, 2)
  const { json } = await send(emulator, `GET ${tokens}`)
  t.match(json.extra.pagination, { count: 2, total_count: 5 })
  t.same(await listedNames(emulator, '?limit=2&offset=2'), ['token 3', 'token 4'])
  t.same(await listedNames(emulator, '?limit=100&offset=4'), ['token 5'])
  t.same(await listedNames(emulator, '?limit=1'), ['token 1'])
  t.equal((await send(emulator, `GET ${tokens}?limit=-1`)).status, 400)
  emulator.paged = undefined
  t.equal((await listedNames(emulator)).length, 5)
})

t.test('lists ten thousand tokens at once', async (t) => {
  const emulator = await start(t)
  emulator.tokens(1).seed(10_000)
  const { json } = await send<readonly Named[]>(emulator, `GET ${tokens}`)
  t.same(json.extra.pagination, { count: 10_000, total_count: 10_000 })
  t.equal(new Set(json.data.map(({ id }) => id)).size, 10_000)
})
