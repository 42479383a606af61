import type { ServerResponse } from 'node:http'
import t from 'tap'
import { collection, isAbsent } from '../../src/api/index.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { frame, refusal, sendJson, serve, type Test } from './kit/server.ts'

interface Thing {
  readonly id: number | bigint
  readonly name?: string
}

type Answer = (response: ServerResponse) => void

const things = (...ids: number[]): Answer => {
  const pagination = { count: ids.length, total_count: ids.length }
  return (response) =>
    sendJson(
      response,
      200,
      frame(
        ids.map((id) => ({ id })),
        { pagination },
      ),
    )
}
const refuse =
  (status: number): Answer =>
  (response) =>
    sendJson(response, status, refusal(status, 'Not found, or no permission.'))
const html: Answer = (response) => void response.writeHead(404).end('<h1>404</h1>')

/** A collection whose objects, and whose listing, are answered so. */
const serveThings = async (t: Test, one: Answer, all: Answer = refuse(500)) => {
  const site = await serve(t, ({ url }, response) => (/\d\/$/.test(url) ? one : all)(response))
  const bench = makeBench(site.url, { max_retries: 0 })
  const path = 'v3/accounts/{account}/things/'
  return { ...bench, site, things: collection<Thing>(bench.api, { path }) }
}

const verbs = ['get', 'delete'] as const

for (const verb of verbs) {
  t.test(`${verb} takes an object for gone that its collection lists no more`, async (t) => {
    const { things: all, site } = await serveThings(t, refuse(404), things(1, 2))
    const error = await failureOf(all[verb](3))
    t.ok(isAbsent(error))
    t.match(error, { path: '/v3/accounts/42/things/3/' })
    t.same(
      site.seen.map(({ url }) => url),
      ['/api/v3/accounts/42/things/3/', '/api/v3/accounts/42/things/'],
    )
  })

  const doubts: readonly (readonly [string, Answer, Answer, object])[] = [
    ['a lost permission', refuse(404), refuse(403), { code: 'not_found' }],
    ['a lost parent', refuse(404), refuse(404), { code: 'not_found' }],
    ['a listing that still has it', refuse(404), things(3), { code: 'not_found' }],
    ['a listing that fails', refuse(404), refuse(500), { code: 'not_found' }],
    [
      'a listing that is not whole',
      refuse(404),
      (response) => sendJson(response, 200, frame([{ id: 1 }])),
      { code: 'not_found' },
    ],
    ['a 404 of a proxy', html, things(), { code: 'http_status', status: 404 }],
    ['a 400', refuse(400), things(), { code: 'http_status', status: 400 }],
    ['a 403', refuse(403), things(), { code: 'forbidden' }],
    [
      'a page of a proxy',
      (response) => response.end('<p>Hello</p>'),
      things(),
      { code: 'unreadable_answer' },
    ],
  ]
  for (const [title, one, all, error] of doubts) {
    t.test(`${verb} does not take an object for gone after ${title}`, async (t) => {
      const { things } = await serveThings(t, one, all)
      const failure = await failureOf(things[verb](3))
      t.match(failure, error)
      t.notOk(isAbsent(failure))
    })
  }

  t.test(`${verb} is stopped while it looks for the proof`, async (t) => {
    const listing = Promise.withResolvers<void>()
    const { things, api } = await serveThings(t, refuse(404), () => listing.resolve())
    const failure = failureOf(things[verb](3))
    await listing.promise
    api.stop()
    t.match(await failure, { code: 'stopped' })
  })
}

t.test('does not look for a proof before a 404', async (t) => {
  const { things, site } = await serveThings(t, (response) =>
    sendJson(response, 200, frame({ id: 3 })),
  )
  t.same(await things.get(3), { id: 3 })
  t.equal(site.seen.length, 1)
})

t.test('reads an object by an id of any length', async (t) => {
  const text = '{"data": {"id": 9007199254740993}}'
  const { things, site } = await serveThings(t, (response) => void response.end(text))
  t.same(await things.get(9007199254740993n), { id: 9007199254740993n })
  t.equal(site.seen[0]?.url, '/api/v3/accounts/42/things/9007199254740993/')
})

t.test('takes no object without an id for an answer', async (t) => {
  for (const data of [null, [], {}, { id: null }]) {
    const answer: Answer = (response) => sendJson(response, 200, frame(data))
    const { things } = await serveThings(t, answer, answer)
    t.match(await failureOf(things.get(3)), { code: 'unreadable_answer' })
    t.match(await failureOf(things.create({})), { code: 'unreadable_answer', ambiguous: true })
  }
})

t.test('deletes by one request, whatever body the answer has', async (t) => {
  const answers: Answer[] = [
    (response) => void response.writeHead(204).end(),
    (response) => sendJson(response, 200, frame({ id: 3 })),
  ]
  for (const answer of answers) {
    const { things, site } = await serveThings(t, answer)
    t.equal(await things.delete(3), undefined)
    t.equal(site.seen.length, 1)
  }
})

t.test('keeps the slash of its path, and writes an id as one part of it', async (t) => {
  const answers = [5, 'x/y']
  const site = await serve(t, (_seen, response) =>
    sendJson(response, 200, frame({ id: answers.shift() })),
  )
  const { api } = makeBench(site.url)
  await collection(api, { path: 'v3/a' }).get(5)
  await collection(api, { path: 'v3/a/', idType: 'string' }).get('x/y')
  t.same(
    site.seen.map(({ url }) => url),
    ['/api/v3/a/5', '/api/v3/a/x%2Fy/'],
  )
})

t.test('creates by one POST, never repeated in doubt', async (t) => {
  const { things, site } = await serveThings(t, refuse(500), refuse(500))
  t.match(await failureOf(things.create({ name: 'x' })), { status: 500, ambiguous: true })
  t.same(
    site.seen.map(({ method, body }) => [method, body]),
    [['POST', '{"name":"x"}']],
  )
})

const strange: readonly (readonly [title: string, data: unknown, message: RegExp])[] = [
  ['another object', { id: 8 }, /it contains object 8 instead of 3/],
  ['another object, as text', { id: '8' }, /it contains object 8 instead of 3/],
  ['an object without an id', { name: 'x' }, /an object without an ID/],
  ['an object whose id is null', { id: null, name: 'x' }, /an object without an ID/],
  ['a negative id', { id: -3 }, /an invalid ID \(-3\)/],
  ['no number', { id: 'three' }, /an invalid ID \("three"\)/],
  ['an id with a terminal sequence', { id: '\u001B[2J3' }, /an invalid ID \("3"\)/],
  [
    'an id of 2 million digits',
    { id: '3'.repeat(2_000_000) },
    /\("3{20}…" with 2000000 characters\)/,
  ],
  ['a fraction', { id: 3.5 }, /an invalid ID \(3\.5\)/],
  ['a list as its id', { id: [3] }, /an invalid ID \(an array\)/],
]

for (const [title, data, message] of strange)
  for (const verb of verbs)
    t.test(`${verb} does not take ${title} for the answer`, async (t) => {
      const { things } = await serveThings(t, (response) => sendJson(response, 200, frame(data)))
      const error = await failureOf(things[verb](3))
      t.match(error, { code: 'unreadable_answer', path: '/v3/accounts/42/things/3/' })
      t.match(String(error), message)
      t.match(String(error), /(GET|DELETE) http:.*things\/3\/ returned status 200, but/)
      t.ok(String(error).length < 600, 'the message is short')
    })

t.test('takes an id as text for the same id', async (t) => {
  const answer: Answer = (response) => sendJson(response, 200, frame({ id: '3' }))
  const { things } = await serveThings(t, answer, answer)
  t.same(await things.get(3), { id: 3 })
  t.equal(await things.delete(3), undefined)
  t.same(await things.create({}), { id: 3 })
})

t.test('deletes whatever the answer is, if it is not another object', async (t) => {
  for (const data of [null, true, [], {}, 'deleted', { id: 3, name: null }]) {
    const { things } = await serveThings(t, (response) => sendJson(response, 200, frame(data)))
    t.equal(await things.delete(3), undefined)
  }
})

const described = async (t: Test, one: object, listed: readonly object[] = []) => {
  const pagination = { count: listed.length, total_count: listed.length }
  const site = await serve(t, ({ url }, response) =>
    sendJson(response, 200, /\d\/$/.test(url) ? frame(one) : frame(listed, { pagination })),
  )
  const { api, clock } = makeBench(site.url, { max_retries: 0 })
  const fields = {
    name: { type: 'string' },
    created_at: { type: 'string', computed: true },
    note: { type: 'string', nullable: true },
  } as const
  const all = collection<Required<Thing>>(api, {
    path: 'v3/accounts/{account}/things/',
    listsAll: true,
    fields,
  })
  const warnings: string[] = []
  const warn = (summary: string, detail: string) => warnings.push(`${summary}. ${detail}`)
  return { all, site, clock, warnings, warn }
}

t.test('believes of an object what is declared, and only that', async (t) => {
  const one = { id: 3, name: 'a', created_at: '2026', token_string: '***' }
  const { all, warn, warnings } = await described(t, one)
  t.strictSame(await all.get(3, { warn }), { id: 3, name: 'a', created_at: '2026', note: null })
  t.same(warnings, [])
})

t.test('leaves an unusable computed value out, with a warning', async (t) => {
  const { all, warn, warnings } = await described(t, { id: 3, name: 'a', created_at: 5 })
  t.strictSame(await all.get(3, { warn }), { id: 3, name: 'a', note: null })
  t.match(warnings, [/GET http.*things\/3\/ .*created_at is a number instead of a string/])
  t.same(await all.get(3), { id: 3, name: 'a', note: null }, 'with nobody to warn')
})

for (const name of [null, undefined, 5, ['a'], { a: 1 }, true])
  t.test(`fails for a name that is ${JSON.stringify(name)}`, async (t) => {
    const { all } = await described(t, { id: 3, name, created_at: '2026' })
    const error = await failureOf(all.get(3))
    t.match(error, { code: 'unreadable_answer', path: '/v3/accounts/42/things/3/' })
    t.match(String(error), /its object is invalid: name is .* instead of a string/)
  })

t.test('asks for an object whose listing is malformed, and believes its own path', async (t) => {
  const listed = [1, 2, 3].map((id) => ({ id, name: null, created_at: '2026' }))
  const one = { id: 3, name: 'a', created_at: '2026' }
  const { all, site, clock } = await described(t, one, listed)
  const readings = Promise.all([1, 2, 3].map(async (id) => all.read(id).catch(String)))
  while (clock.limits.includes(10) || site.seen.length === 0) {
    clock.fire(10)
    await new Promise(setImmediate)
  }
  t.match(await readings, [/object 3 instead of 1/, /object 3 instead of 2/, { name: 'a' }])
})
