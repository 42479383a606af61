import type { ServerResponse } from 'node:http'
import type { ApiOptions } from '../../../src/api/index.ts'
import { benchTokens } from './bench-tokens.ts'
import type { Test } from './server.ts'
import { frame, sendJson } from './server.ts'
import { type Fate, secretOf } from './tokens.ts'

/** A create whose POST hangs: `begun` resolves once it does, and from then on time passes by its looks. */
export const benchEnded = async (t: Test, fate: Fate, options: Partial<ApiOptions> = {}) => {
  const bench = await benchTokens(t, { timeout_seconds: 600, ...options })
  const { tokens, clock, api } = bench
  const hanging = Promise.withResolvers<ServerResponse>()
  tokens.onHanging = hanging.resolve
  tokens.fates.push(fate)
  clock.onSleep = () => clock.fireDue()
  const abandoned = new AbortController()
  const create = async (name: string) => bench.create(name, { abandoned: abandoned.signal })
  let endedAt = Number.NaN
  return {
    ...bench,
    create,
    begun: hanging.promise,
    /** The host asks to stop, and waits. */
    stop: () => {
      endedAt = clock.now()
      api.stop()
    },
    /** The host is gone. */
    abandon: () => {
      endedAt = clock.now()
      abandoned.abort()
      api.stop()
    },
    /** The late answer to the POST, after all. */
    answer: async () =>
      sendJson(await hanging.promise, 200, frame({ id: 1, name: 'ci', token_string: secretOf(1) })),
    /** Milliseconds since then. */
    taken: () => clock.now() - endedAt,
  }
}
