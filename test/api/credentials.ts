import type { ServerResponse } from 'node:http'
import t from 'tap'
import type { Call } from '../../src/api/index.ts'
import { canary, failureOf, makeBench } from './kit/api.ts'
import { frame, refusal, type Seen, sendJson, serve } from './kit/server.ts'

const read: Call = { method: 'GET', path: 'v3/x/' }
const checked = { skip_credentials_validation: false }
const isCheck = ({ url }: Seen) => url === '/api/v2/accounts/'

/** Answers the check with this status, and all else with 200. */
const answerCheck = (status: number) => (seen: Seen, response: ServerResponse) =>
  isCheck(seen) && status !== 200
    ? sendJson(response, status, refusal(status, 'Invalid token.'))
    : sendJson(response, 200, frame('fine'))

t.test('checks the token once, before the first requests', async (t) => {
  const site = await serve(t, answerCheck(200))
  const { api } = makeBench(site.url, checked)
  t.equal(site.seen.length, 0)
  await Promise.all([api.request(read), api.request(read), api.checkCredentials()])
  await api.request(read)
  t.same(site.seen.map(isCheck), [true, false, false, false])
})

t.test('does not check the token if the setting says so', async (t) => {
  const site = await serve(t, answerCheck(401))
  t.equal(await makeBench(site.url).api.request(read), 'fine')
  t.equal(site.seen.length, 1)
})

for (const status of [401, 403]) {
  t.test(`sends nothing else after a ${status}, and says what to check`, async (t) => {
    const site = await serve(t, answerCheck(status))
    const { api } = makeBench(site.url, checked)
    const first = await failureOf(api.request(read))
    t.match(first, { status })
    t.match(String(first), status === 401 ? /token.*host_url/ : /token/)
    t.notMatch(String(first), canary)
    t.match(await failureOf(api.request(read)), { status })
    t.equal(site.seen.length, 1)
  })
}

for (const status of [302, 404, 429, 500]) {
  t.test(`continues after a ${status}, which proves nothing, without a retry`, async (t) => {
    const site = await serve(t, answerCheck(status))
    const { api, clock, lines } = makeBench(site.url, checked)
    t.equal(await api.request(read), 'fine')
    t.equal(site.seen.length, 2)
    t.same(clock.sleeps, status === 429 ? [5000] : [], 'only a rate limit keeps the next one back')
    t.match(lines.filter(({ level }) => level === 'warn').at(-1)?.message, 'could not be checked')
  })
}

t.test('checks again after a check that was stopped', async (t) => {
  const first = Promise.withResolvers<void>()
  const site = await serve(t, (_seen, response) =>
    site.seen.length === 1 ? first.resolve() : sendJson(response, 200, frame('fine')),
  )
  const { api } = makeBench(site.url, checked)
  const failure = failureOf(api.request(read))
  await first.promise
  api.stop()
  t.match(await failure, { code: 'stopped' })
  t.equal(await api.request(read), 'fine')
  t.same(site.seen.map(isCheck), [true, true, false])
})

t.test('keeps the check for the others when one caller cancels', async (t) => {
  const arrived = Promise.withResolvers<ServerResponse>()
  const site = await serve(t, (seen, response) =>
    isCheck(seen) ? arrived.resolve(response) : sendJson(response, 200, frame('fine')),
  )
  const { api } = makeBench(site.url, checked)
  const caller = new AbortController()
  const gone = failureOf(api.checkCredentials({ signal: caller.signal }))
  const answer = api.request(read)
  const response = await arrived.promise
  caller.abort()
  t.match(await gone, { code: 'stopped' })
  sendJson(response, 200, frame([]))
  t.equal(await answer, 'fine')
  t.equal(site.seen.length, 2)
})
