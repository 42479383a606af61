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
  weather: EmulatorOptions,
): Promise<Refresh> =>
  inWorld(weather, async (world) => {
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

const compare = async (count: number, weather: EmulatorOptions): Promise<string> => {
  const reads = await measureRefresh(count, 'read', weather)
  return row(count, reads, await measureRefresh(count, 'get', weather))
}

const worlds: readonly { readonly title: string; readonly weather: EmulatorOptions }[] = [
  {
    title: 'A refresh with 50 ms latency, ten reads at a time, 100 tokens per page:',
    weather: { latency: 50 },
  },
  {
    title: 'The same with 300 requests per minute (waits are simulated):',
    weather: { latency: 50, rateLimit: 300 },
  },
]

/** The lines of the report: the cost of refreshes, and a soak test. */
export const benchRequests = async (): Promise<readonly string[]> => {
  const lines: string[] = []
  // A warm-up: code is slow on its first run.
  await measureRefresh(10, 'read', {})
  for (const { title, weather } of worlds) {
    lines.push(title)
    for (const count of [1, 100, 1000]) lines.push(await compare(count, weather))
  }
  return [...lines, ...reportSoak(await measureSoak(10_000, 0.05))]
}
