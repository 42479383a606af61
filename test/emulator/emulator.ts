import t from 'tap'
import { defaultAccount, startEmulator } from '../../src/emulator/index.ts'
import { config, send, start, tokens } from './kit/client.ts'

t.test('listens on loopback, on a free port', async (t) => {
  const [one, two] = [await start(t), await start(t)]
  t.match(one.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.equal(one.host_url, `${one.url}/api`)
  t.not(one.url, two.url)
  one.tokens(defaultAccount.id).add('a')
  t.same(two.tokens(defaultAccount.id).list(), [])
})

t.test('listens on the given address', async (t) => {
  const one = await start(t, { host: '::1' })
  t.match(one.url, /^http:\/\/\[::1\]:\d+$/)
  t.equal((await send(one, `GET ${config}`)).status, 200)
  const port = Number(new URL(one.url).port)
  await t.rejects(startEmulator({ port, host: '::1' }), { code: 'EADDRINUSE' })
})

t.test('closes despite delayed responses and pending effects', async (t) => {
  const emulator = await startEmulator()
  const state = emulator.tokens(1)
  const late = emulator.fail({ method: 'POST' }, { commit: 'late' })
  await send(emulator, `POST ${tokens}`, { body: { name: 'a' } })
  const held = emulator.fail({ method: 'GET' }, { latency: Infinity })
  const answer = send(emulator, `GET ${config}`)
  await held.applied
  await Promise.all([t.rejects(answer), emulator.close()])
  await Promise.all([held.done, late.done])
  t.same(state.list(), [])
})

t.test('ends faults when cleared', async (t) => {
  const emulator = await start(t)
  const hold = emulator.fail({}, { status: 503, times: Infinity })
  t.equal((await send(emulator, `GET ${config}`)).status, 503)
  emulator.clear()
  await hold.done
  t.equal((await send(emulator, `GET ${config}`)).status, 200)
})

t.test(
  'hides single objects or the whole account from credentials without permission',
  async (t) => {
    const emulator = await start(t)
    const { id } = emulator.tokens(1).add('a')
    const lines = [
      'GET /api/v2/accounts/1/',
      `GET ${config}`,
      `GET ${tokens}`,
      `GET ${tokens}${id}/`,
      `DELETE ${tokens}${id}/`,
    ] as const
    const statuses = async () => {
      const answers = []
      for (const line of lines) answers.push((await send(emulator, line)).status)
      return answers
    }
    const accounts = async () =>
      (await send<readonly unknown[]>(emulator, 'GET /api/v2/accounts/')).json.data.length
    emulator.permit(1, 'listed')
    t.same(await statuses(), [200, 200, 200, 404, 404])
    t.equal(await accounts(), 1)
    emulator.permit(1, 'none')
    t.same(await statuses(), [404, 404, 404, 404, 404])
    t.equal(await accounts(), 0)
    emulator.permit(1, 'all')
    t.same(await statuses(), [200, 200, 200, 200, 204])
  },
)

t.test('sends the time of its own clock, which can be moved ahead', async (t) => {
  const emulator = await start(t, { clock: () => new Date('2026-01-01T00:00:00Z') })
  const before = await send(emulator, `GET ${config}`)
  t.equal(before.headers.get('date'), 'Thu, 01 Jan 2026 00:00:00 GMT')
  emulator.advance(61_000)
  const after = await send(emulator, `GET ${config}`)
  t.equal(after.headers.get('date'), 'Thu, 01 Jan 2026 00:01:01 GMT')
  t.match(emulator.tokens(1).add('a'), { created_at: /^2026-01-01T00:01:01/ })
})
