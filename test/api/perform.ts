import type { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import t from 'tap'
import { type Call, HttpError, ReadOnlyError, StoppedError } from '../../src/api/index.ts'
import { canary, failureOf, makeBench } from './kit/api.ts'
import { frame, refusal, sendJson, serve } from './kit/server.ts'

const read: Call = { method: 'GET', path: 'v3/accounts/{account}/x/' }
const write: Call = { ...read, method: 'POST', body: { name: 'one' } }

/** Answers with these statuses, then with 200. */
const statuses =
  (...list: number[]) =>
  (_seen: unknown, response: ServerResponse) => {
    const status = list.shift() ?? 200
    sendJson(response, status, status === 200 ? frame('fine') : refusal(status, 'No.'))
  }

t.test('retries after two failures of the server, and reports neither', async (t) => {
  const site = await serve(t, statuses(503, 503))
  const { api, clock } = makeBench(site.url)
  t.equal(await api.request(read), 'fine')
  t.equal(site.seen.length, 3)
  t.same(clock.sleeps, [5000, 10_000])
})

t.test('gives up after the retries, with the last failure', async (t) => {
  const site = await serve(t, statuses(500, 502, 503, 504))
  const { api } = makeBench(site.url, { max_retries: 2 })
  t.match(await failureOf(api.request(read)), { status: 503 })
  t.equal(site.seen.length, 3)
})

for (const options of [{ max_retries: 0 }, { disable_retry: true }]) {
  t.test(`makes one attempt with ${JSON.stringify(options)}`, async (t) => {
    const site = await serve(t, statuses(503))
    t.match(await failureOf(makeBench(site.url, options).api.request(read)), { status: 503 })
    t.equal(site.seen.length, 1)
  })
}

t.test('never retries a POST that may have taken effect', async (t) => {
  for (const status of [408, 500, 502, 503, 504]) {
    const site = await serve(t, statuses(status))
    const { api } = makeBench(site.url, { retriable_status_codes: [status] })
    t.match(await failureOf(api.request(write)), { status, ambiguous: true })
    t.equal(site.seen.length, 1, `${status}`)
  }
})

t.test('retries a POST that the rate limit refused, with its whole body', async (t) => {
  const site = await serve(t, statuses(429))
  t.equal(await makeBench(site.url).api.request(write), 'fine')
  t.same(
    site.seen.map(({ body }) => body),
    ['{"name":"one"}', '{"name":"one"}'],
  )
})

t.test('retries a POST that is declared repeatable', async (t) => {
  const site = await serve(t, statuses(503))
  t.equal(await makeBench(site.url).api.request({ ...write, repeatable: true }), 'fine')
})

t.test('retries the statuses of retriable_status_codes too', async (t) => {
  const site = await serve(t, statuses(418, 503))
  const { api } = makeBench(site.url, { retriable_status_codes: [418] })
  t.equal(await api.request(read), 'fine')
})

t.test('does not retry what cannot succeed', async (t) => {
  for (const status of [400, 401, 403, 404, 422]) {
    const site = await serve(t, statuses(status))
    t.match(await failureOf(makeBench(site.url).api.request(read)), { status })
    t.equal(site.seen.length, 1, `${status}`)
  }
})

t.test('waits as long as Retry-After says', async (t) => {
  let first = true
  const site = await serve(t, (_seen, response) => {
    if (first) response.setHeader('retry-after', '7')
    sendJson(response, first ? 429 : 200, frame('fine'))
    first = false
  })
  const { api, clock } = makeBench(site.url)
  t.equal(await api.request(read), 'fine')
  t.same(clock.sleeps, [7500])
})

t.test('ends a wait at once when it is stopped', async (t) => {
  const site = await serve(t, statuses(503))
  const { api, clock } = makeBench(site.url)
  clock.onSleep = () => api.stop()
  t.match(await failureOf(api.request(read)), { code: 'stopped', ambiguous: false })
  t.equal(site.seen.length, 1)
})

t.test('knows after a stopped wait that a write may have taken effect', async (t) => {
  const site = await serve(t, statuses(503))
  const { api, clock } = makeBench(site.url)
  clock.onSleep = () => api.stop()
  t.match(await failureOf(api.request({ ...write, method: 'PUT' })), {
    code: 'stopped',
    ambiguous: true,
  })
})

t.test('sends nothing for a caller who has canceled', async (t) => {
  const site = await serve(t, statuses())
  const { api } = makeBench(site.url)
  await t.rejects(api.request({ ...read, signal: AbortSignal.abort() }), StoppedError)
  t.equal(site.seen.length, 0)
})

t.test('does not retry a failed write after a stop', async (t) => {
  const arrived = Promise.withResolvers<ServerResponse>()
  const site = await serve(t, (_seen, response) => arrived.resolve(response))
  const { api } = makeBench(site.url)
  const failure = failureOf(api.request({ ...write, method: 'PUT' }))
  const response = await arrived.promise
  api.stop()
  sendJson(response, 503, refusal(503, 'No.'))
  t.match(await failure, { status: 503 })
  t.equal(site.seen.length, 1)
})

t.test('serves again after a stop', async (t) => {
  const site = await serve(t, statuses())
  const { api } = makeBench(site.url)
  api.stop()
  t.equal(await api.request(read), 'fine')
})

t.test('sends the token, the agent, the query and exact integers', async (t) => {
  const site = await serve(t, statuses())
  const { api } = makeBench(site.url, { user_agent: 'tests/1' })
  const body = { id: 9007199254740993n, none: null }
  await api.request({ ...write, query: { 'name&': 'a b+c#d', limit: 5 }, body })
  const [seen] = site.seen
  t.equal(seen?.url, '/api/v3/accounts/42/x/?name%26=a+b%2Bc%23d&limit=5')
  t.equal(seen?.body, '{"id":9007199254740993,"none":null}')
  t.match(seen?.headers, {
    authorization: `Token ${canary}`,
    'user-agent': 'tests/1',
    'content-type': 'application/json',
  })
})

t.test('logs the names of each attempt, never a value of the body or query', async (t) => {
  const site = await serve(t, statuses(503))
  const { api, lines } = makeBench(site.url)
  const body = { password: 'canary-body', nested: { key: 'canary-nested' } }
  await api.request({ ...write, method: 'PUT', body, query: { key: 'canary-query' } })
  t.match(lines[0], {
    level: 'debug',
    fields: {
      method: 'PUT',
      path: '/v3/accounts/42/x/',
      status: 503,
      attempt: 1,
      ms: Number,
      field_names: ['password', 'nested'],
      query_names: ['key'],
    },
  })
  t.same(
    lines.map(({ level, fields }) => [level, fields['status']]),
    [
      ['debug', 503],
      ['warn', undefined],
      ['debug', 200],
    ],
  )
  t.notMatch(JSON.stringify(lines), 'canary')
})

t.test('shows no secret in an error, however it is printed', async (t) => {
  const site = await serve(t, ({ headers, body }, response) => {
    const echo = `You sent ${headers.authorization} and ${body}`
    sendJson(response, 400, { ...refusal(400, echo), data: { body } })
  })
  const { api, lines } = makeBench(site.url)
  const error = await failureOf(api.request({ ...write, body: { key: 'canary "quoted" value' } }))
  t.ok(error instanceof HttpError)
  t.notMatch(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(lines), /canary/)
})

t.test('shows no secret when the connection breaks', async (t) => {
  const site = await serve(t, (_seen, response) => response.destroy())
  const error = await failureOf(
    makeBench(site.url).api.request({ ...write, body: { key: 'canary-x' } }),
  )
  t.match(error, { code: 'transport', sent: true })
  t.notMatch(inspect(error, { depth: 9, showHidden: true }), /canary/)
})

t.test('throws a fault of the program itself without a retry', async (t) => {
  const site = await serve(t, statuses())
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  await t.rejects(makeBench(site.url).api.request({ ...write, body: cyclic }))
  t.equal(site.seen.length, 0)
})

for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
  t.test(`refuses a ${method} of a read-only client, before the token is checked`, async (t) => {
    const site = await serve(t, statuses())
    const options = { read_only: true, skip_credentials_validation: false }
    const error = await failureOf(makeBench(site.url, options).api.request({ ...write, method }))
    t.ok(error instanceof ReadOnlyError)
    t.match(error, { code: 'read_only', ambiguous: false, message: /Unset DBT_CLOUD_READ_ONLY/ })
    t.equal(site.seen.length, 0)
  })
}

t.test('reads with a read-only client', async (t) => {
  const site = await serve(t, statuses())
  t.equal(await makeBench(site.url, { read_only: true }).api.request(read), 'fine')
})
