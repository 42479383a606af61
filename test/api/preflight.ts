import t from 'tap'
import { preflight } from '../../src/api/preflight.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { frame, refusal, sendJson, serve, type Test } from './kit/server.ts'

const checked = { skip_credentials_validation: false, max_retries: 0 }
const { signal } = new AbortController()
const path = 'v3/x/'

const benchStatus = async (t: Test, status: number, options: object = checked) => {
  const site = await serve(t, ({ url }, response) =>
    url.includes('/v2/accounts') || status === 200
      ? sendJson(response, 200, frame([]))
      : sendJson(response, status, refusal(status, 'No.')),
  )
  const { api, clock } = makeBench(site.url, options)
  const run = async () =>
    preflight(api, signal, async (ending) => api.request({ method: 'GET', path, ...ending }))
  return { site, clock, run }
}

for (const status of [400, 401, 403, 404])
  t.test(`rejects with a ${status}, which the next request would get too`, async (t) => {
    const { run } = await benchStatus(t, status)
    t.match(await failureOf(run()), { status })
  })

for (const status of [200, 408, 429, 500, 503])
  t.test(`ignores a ${status}`, async (t) => {
    const { run } = await benchStatus(t, status)
    t.equal(await run(), undefined)
  })

t.test('sends nothing if credentials are not validated', async (t) => {
  const { run, site } = await benchStatus(t, 401, { skip_credentials_validation: true })
  await run()
  t.same(site.seen, [])
})

t.test('ignores a server that cannot be reached', async (t) => {
  const { api } = makeBench('http://127.0.0.1:1', checked)
  const ask = async () => api.request({ method: 'GET', path })
  t.equal(await preflight(api, signal, ask), undefined)
})

t.test('waits no more than five seconds', async (t) => {
  const { promise: arrived, resolve } = Promise.withResolvers<void>()
  const site = await serve(t, ({ url }, response) => {
    if (url.includes('/v2/accounts')) return sendJson(response, 200, frame([]))
    resolve()
  })
  const { api, clock } = makeBench(site.url, checked)
  const running = preflight(api, signal, async (ending) =>
    api.request({ method: 'GET', path, ...ending }),
  )
  await arrived
  clock.fire(5_000)
  t.equal(await running, undefined)
})

t.test('does not hide an error of the program', async (t) => {
  const { api } = makeBench('http://127.0.0.1:1', checked)
  const ask = async () => {
    throw new TypeError('no function')
  }
  t.match(await failureOf(preflight(api, signal, ask)), { message: 'no function' })
})
