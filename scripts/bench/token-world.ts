import { type Api, type Collection, collection, createApi } from '../../src/api/index.ts'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.ts'
import { createVirtualClock } from './virtual-clock.ts'

export interface Token {
  readonly id: number
  readonly name: string
  readonly last_used: string | null
  readonly token_string?: string
}

/** An emulator and its client, with the same clock. */
export interface TokenWorld {
  readonly emulator: Emulator
  readonly api: Api
  readonly tokens: Collection<Token>
  now(): number
}

/** Runs the work with a new emulator and client, and closes them afterwards. */
export const inWorld = async <T>(
  options: EmulatorOptions,
  work: (world: TokenWorld) => Promise<T>,
): Promise<T> => {
  const clock = createVirtualClock(2 * (options.latency ?? 0))
  const emulator = await startEmulator({ ...options, clock: () => new Date(clock.now()) })
  try {
    const account = { token: 'emulator', account_id: 1, skip_credentials_validation: true }
    const api = createApi({ ...account, host_url: emulator.host_url, clock })
    const path = 'v3/accounts/{account}/scim-config/tokens/'
    const tokens = collection<Token>(api, { path, listsAll: true })
    return await work({ emulator, api, tokens, now: () => clock.now() })
  } finally {
    await emulator.close()
  }
}

/** Runs the work for each item, ten at a time, as Terraform does. */
export const byTens = async <T>(
  items: Iterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  // All workers share one iterator.
  const left = items[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (let next = left.next(); !next.done; next = left.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: 10 }, worker))
}
