import type { EmulatorOptions } from '../../src/emulator/index.ts'
import { measureSoak, reportSoak } from './soak.ts'
import { byTens, inWorld } from './token-world.ts'

interface Refresh {
  readonly requests: number
  /** Milliseconds, including waits for the rate limit. */
  readonly time: number
}

const pageSize = 100

/** A refresh of this many tokens, ten at a time. `get` sends one request each, `read` is what the provider does. */
const measureRefresh = async (
  count: number,
  verb: 'get' | 'read',
  conditions: EmulatorOptions,
): Promise<Refresh> =>
  inWorld(conditions, async (world) => {
    const { emulator, tokens } = world
    const ids = emulator
      .tokens(1)
      .seed(count)
      .map(({ id }) => id)
    emulator.paged = pageSize
    const started = world.now()
    await byTens(ids, async (id) => tokens[verb](id))
    return { requests: emulator.requests.length, time: world.now() - started }
  })

const row = (count: number, reads: Refresh, gets: Refresh): string => {
  const part = ({ requests, time }: Refresh): string =>
    `${String(requests).padStart(6)} requests ${(time / 1000).toFixed(2).padStart(8)} s`
  const ratio = (gets.time / reads.time).toFixed(1)
  return `  ${String(count).padStart(5)} tokens${part(reads)}   one GET each:${part(gets)}   ${ratio.padStart(6)} times as long`
}

const compare = async (count: number, conditions: EmulatorOptions): Promise<string> => {
  const reads = await measureRefresh(count, 'read', conditions)
  return row(count, reads, await measureRefresh(count, 'get', conditions))
}

const worlds: readonly { readonly title: string; readonly conditions: EmulatorOptions }[] = [
  {
    title: 'A refresh with 50 ms latency, ten reads at a time, 100 tokens per page:',
    conditions: { latency: 50 },
  },
  {
    title: 'The same with 300 requests per minute (waits are simulated):',
    conditions: { latency: 50, rateLimit: 300 },
  },
]

/** The lines of the report: the cost of refreshes, and a soak test. */
export const benchRequests = async (): Promise<readonly string[]> => {
  const lines: string[] = []
  // A warm-up: code is slow on its first run.
  await measureRefresh(10, 'read', {})
  for (const { title, conditions } of worlds) {
    lines.push(title)
    for (const count of [1, 100, 1000]) lines.push(await compare(count, conditions))
  }
  return [...lines, ...reportSoak(await measureSoak(10_000, 0.05))]
}
