import t from 'tap'
import { complaint } from '../../src/emulator/check.ts'
import type { Json } from '../../src/emulator/exact-json.ts'
import { facts } from '../../src/emulator/generated/facts.ts'
import { type Named, send, start } from './kit/client.ts'

const accounts = [
  { id: 7, token: 'one' },
  { id: 8, token: 'two' },
  { id: 9, token: 'two' },
]

t.test('lists the accounts of the token', async (t) => {
  const emulator = await start(t, { accounts })
  const ids = async (authorization: string) => {
    const { json } = await send<readonly Named[]>(emulator, 'GET /api/v2/accounts/', {
      authorization,
    })
    return json.data.map(({ id }) => id)
  }
  t.same(await ids('Token one'), [7])
  t.same(await ids('Bearer two'), [8, 9])
})

t.test('returns every documented field of an account', async (t) => {
  const emulator = await start(t, { accounts })
  const { status, json } = await send<Readonly<Record<string, Json>>>(
    emulator,
    'GET /api/v2/accounts/9/',
    {
      authorization: 'Token two',
    },
  )
  t.equal(status, 200)
  const shape = facts.find(({ path }) => path === '/api/v2/accounts/{account_id}/')?.answer
  t.equal(complaint({ required: shape?.fields?.data?.required ?? [] }, json.data), undefined)
  t.match(json, { status: { code: 200, is_success: true }, data: { id: 9, state: 1 } })
})

t.test(
  "responds as dbt Cloud does for an unknown account, and for one that is not the token's",
  async (t) => {
    const emulator = await start(t, { accounts })
    for (const path of ['/api/v2/accounts/8/', '/api/v2/accounts/404/', '/api/v2/accounts/x/']) {
      const answer = await send(emulator, `GET ${path}`, { authorization: 'Token one' })
      t.equal(answer.status, 404, path)
      t.same(answer.json, {
        status: {
          code: 404,
          is_success: false,
          user_message:
            'The requested resource was not found. Please check that you have the proper ' +
            'permissions. If you are seeing this in error, please contact support!',
          developer_message: '',
        },
        data: null,
      })
    }
  },
)

t.test('returns 401 for a missing, unknown, or misplaced token', async (t) => {
  const emulator = await start(t, { accounts })
  for (const authorization of [null, 'Token three', 'Basic one', 'one', 'Token ']) {
    const { status, json } = await send(emulator, 'GET /api/v2/accounts/', { authorization })
    t.equal(status, 401, String(authorization))
    t.match(json, { status: { code: 401, is_success: false }, data: null })
  }
})
