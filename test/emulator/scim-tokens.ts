import t from 'tap'
import type { ScimToken } from '../../src/emulator/index.ts'
import { listedNames, send, start, tokens } from './kit/client.ts'

t.test('gives direct access to the tokens of the API', async (t) => {
  const emulator = await start(t, { clock: () => new Date('2026-01-02T03:04:05Z') })
  const state = emulator.tokens(1)
  const { id } = state.add('a', { last_used: '2025-01-01T00:00:00.000000+00:00' })
  t.same(await listedNames(emulator), ['a'])
  state.rename(id, 'b')
  t.same(await listedNames(emulator), ['b'])
  state.markUsed(id)
  const { json } = await send<ScimToken>(emulator, `GET ${tokens}${id}/`)
  t.equal(json.data.last_used, '2026-01-02T03:04:05.000000+00:00')
  state.remove(id)
  t.same(await listedNames(emulator), [])
})

t.test('adds a token with the given fields', async (t) => {
  const emulator = await start(t)
  const token = { id: 3, created_at: 'long ago', last_used: 'never', token_string: 'secret' }
  t.same(emulator.tokens(1).add('a', token), { ...token, name: 'a' })
})

t.test('throws for a token or an account that does not exist', async (t) => {
  const emulator = await start(t)
  const state = emulator.tokens(1)
  t.throws(() => state.remove(9), RangeError)
  t.throws(() => state.rename(9, 'a'), RangeError)
  t.throws(() => state.markUsed(9), RangeError)
  t.throws(() => emulator.tokens(2), RangeError)
  t.throws(() => emulator.permit(2, 'none'), RangeError)
})
