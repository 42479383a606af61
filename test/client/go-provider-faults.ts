// Faults of the Go provider's client v1.12.5 that could also occur here. Each test is named after what a
// user would have lost.
import type { ServerResponse } from 'node:http'
import t from 'tap'
import { type Call, collection, createApi, isAbsent, list } from '../../src/api/index.ts'
import { canary, failureOf, makeBench } from '../api/kit/api.ts'
import { benchTokens } from '../api/kit/bench-tokens.ts'
import { frame, refusal, type Seen, sendJson, serve, type Test } from '../api/kit/server.ts'

const path = 'v3/accounts/{account}/things/'
const write: Call = { method: 'POST', path, body: { name: 'one' } }

type Answer = (response: ServerResponse, seen: Seen) => unknown

const json =
  (status: number, body: unknown): Answer =>
  (response) =>
    sendJson(response, status, body)

/** A client, and a server that sends these responses and then repeats the last one. */
const answered = async (t: Test, ...answers: readonly Answer[]) => {
  let number = 0
  const site = await serve(t, (seen, response) => {
    const answer = answers[Math.min(number, answers.length - 1)]
    number += 1
    return answer?.(response, seen)
  })
  const bench = makeBench(site.url)
  return { ...bench, site, things: collection<{ id: number }>(bench.api, { path }) }
}

const notGone: readonly (readonly [string, string, readonly Answer[]])[] = [
  ['C1', 'a 400 does not lose the object from the state', [json(400, refusal(400, 'No.'))]],
  [
    'C2',
    'a 404 from a proxy does not remove the object from the state',
    [(response) => response.writeHead(404).end('<h1>Not Found</h1>')],
  ],
  [
    'C3',
    'a lost permission does not remove the hidden object from the state',
    [json(404, refusal(404, 'Not found, check your permissions.')), json(403, refusal(403, 'No.'))],
  ],
]

for (const [row, title, answers] of notGone)
  t.test(`${row}: ${title}`, async (t) => {
    const { things } = await answered(t, ...answers)
    t.notOk(isAbsent(await failureOf(things.get(7))))
  })

t.test(
  'C4: a create is not retried when its connection breaks, so that it does not happen twice',
  async (t) => {
    const { api, site } = await answered(t, (response) => response.destroy())
    t.match(await failureOf(api.request(write)), { code: 'transport', ambiguous: true })
    t.equal(site.seen.length, 1)
  },
)

t.test('C4: a request that is retried has its whole body, on a new connection too', async (t) => {
  const closing: Answer = (response) => {
    response.setHeader('connection', 'close')
    sendJson(response, 503, refusal(503, 'Busy.'))
  }
  const { api, site } = await answered(t, closing, json(200, frame('fine')))
  t.equal(await api.request({ ...write, method: 'PUT' }), 'fine')
  t.same(
    site.seen.map(({ body }) => body),
    ['{"name":"one"}', '{"name":"one"}'],
  )
})

t.test('C5: a create is not retried on 500, even with retriable_status_codes', async (t) => {
  const site = await serve(t, (_seen, response) => sendJson(response, 500, refusal(500, 'Oh.')))
  const { api } = makeBench(site.url, { retriable_status_codes: [500] })
  t.match(await failureOf(api.request(write)), { status: 500 })
  t.equal(site.seen.length, 1)
})

for (const [max_retries, requests] of [
  [0, 1],
  [3, 4],
] as const)
  t.test(`C6: max_retries = ${max_retries} means ${max_retries} retries`, async (t) => {
    const site = await serve(t, (_seen, response) => sendJson(response, 503, refusal(503, 'No.')))
    const { api } = makeBench(site.url, { max_retries })
    await failureOf(api.request({ method: 'GET', path }))
    t.equal(site.seen.length, requests)
  })

t.test('C7: Ctrl-C ends a wait immediately instead of after two minutes', async (t) => {
  const { api, clock, site } = await answered(t, json(503, refusal(503, 'Busy.')))
  clock.onSleep = () => api.stop()
  t.match(await failureOf(api.request({ method: 'GET', path })), { code: 'stopped' })
  t.equal(site.seen.length, 1)
})

t.test('C8: a retry is logged', async (t) => {
  const { api, lines } = await answered(t, json(503, refusal(503, 'No.')), json(200, frame('fine')))
  await api.request({ method: 'GET', path })
  t.match(lines[1], { level: 'warn', message: 'dbt Cloud request is retried' })
})

t.test('C9: concurrent requests each have their own retries', async (t) => {
  const failed = new Set<string>()
  const site = await serve(t, ({ url }, response) => {
    const isFirst = !failed.has(url)
    failed.add(url)
    sendJson(response, isFirst ? 503 : 200, isFirst ? refusal(503, 'No.') : frame(url))
  })
  const { api } = makeBench(site.url, { max_retries: 1 })
  const all = Array.from({ length: 20 }, async (_none, n) =>
    api.request({ method: 'GET', path: `v3/${n}/` }),
  )
  t.equal((await Promise.all(all)).length, 20)
})

t.test('C10: a failed listing is an error and does not affect other objects', async (t) => {
  const { api, things } = await answered(
    t,
    json(403, refusal(403, 'No.')),
    json(200, frame({ id: 1 })),
  )
  t.match(await failureOf(list(api, { path })), { status: 403 })
  t.same(await things.get(1), { id: 1 })
})

t.test('C11: TF_ACC in the environment does not disable the token check', async (t) => {
  const { TF_ACC } = process.env
  process.env['TF_ACC'] = '1'
  t.teardown(() => {
    if (TF_ACC === undefined) delete process.env['TF_ACC']
    else process.env['TF_ACC'] = TF_ACC
  })
  const site = await serve(t, (_seen, response) => sendJson(response, 401, refusal(401, 'No.')))
  const { api } = makeBench(site.url, { skip_credentials_validation: false })
  t.match(await failureOf(api.request({ method: 'GET', path })), { path: '/v2/accounts/' })
})

t.test('C12: an account_id that is not a number is reported as invalid', async (t) => {
  const make = () => createApi({ token: canary, account_id: 'my-account' })
  t.throws(make, {
    setting: 'account_id',
    message: /"my-account", which is not a positive whole number/,
  })
})

t.test('C13: a slash at the end of host_url does not break the URLs', async (t) => {
  const site = await serve(t, (_seen, response) => sendJson(response, 200, frame('fine')))
  const { api } = makeBench(site.url, { host_url: `${site.url}/api/` })
  await api.request({ method: 'GET', path })
  t.equal(site.seen[0]?.url, '/api/v3/accounts/42/things/')
})

t.test('C14: the log does not contain a password that is sent or returned', async (t) => {
  const { api, lines } = await answered(t, json(200, frame({ password: 'canary-answered' })))
  await api.request({ ...write, body: { password: 'canary-sent' } })
  t.notMatch(JSON.stringify(lines), 'canary')
})

t.test('C15: the error does not contain a password that the API repeats', async (t) => {
  const echo: Answer = (response, { body }) =>
    sendJson(response, 400, { ...refusal(400, `Bad input: ${body}`), data: body })
  const { api } = await answered(t, echo)
  const error = await failureOf(api.request({ ...write, body: { password: 'canary-sent' } }))
  t.notMatch(String(error), 'canary')
})

t.test('C16: an object is found by a name with &, #, +, and a space', async (t) => {
  const { api, site } = await answered(t, json(200, frame([])))
  await list(api, { path, query: { name: 'a&b#c+d e' } })
  const url = new URL(site.seen[0]?.url ?? '', 'http://x')
  t.same([...url.searchParams], [['name', 'a&b#c+d e']])
})

t.test('C17: a DELETE with an empty response is a success', async (t) => {
  const { things } = await answered(t, (response) => response.writeHead(204).end())
  t.equal(await things.delete(7), undefined)
})

t.test('C20: an empty list and null are sent, so that a field can be cleared', async (t) => {
  const { api, site } = await answered(t, json(200, frame({ id: 1 })))
  await api.request({ ...write, body: { categories: [], description: null, active: false } })
  t.equal(site.seen[0]?.body, '{"categories":[],"description":null,"active":false}')
})

t.test('C22: the error contains the object of a partial create', async (t) => {
  const { create, tokens } = await benchTokens(t)
  tokens.fates.push('made, no secret returned')
  tokens.deleteStatus = 403
  const error = await failureOf(create('ci'))
  t.match(error, { code: 'left_behind', id: '1', fields: { id: 1, name: 'ci' } })
})

for (const data of [null, [], 'text', 7])
  t.test(`C24: a response of ${JSON.stringify(data)} is an error and not a crash`, async (t) => {
    const { things } = await answered(t, json(200, frame(data)))
    t.match(await failureOf(things.get(7)), { code: 'unreadable_answer' })
  })
