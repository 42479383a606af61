import { type Api, type ApiOptions, createApi } from '../../../src/api/index.ts'
import { TestClock } from './clock.ts'

export const canary = 'dbtc_canary-7f3a91'

export interface Line {
  readonly level: string
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface Bench {
  readonly api: Api
  readonly clock: TestClock
  /** What was logged. */
  readonly lines: readonly Line[]
}

/** A client of a test server, with a clock by hand and without chance. */
export const makeBench = (url: string, options: Partial<ApiOptions> = {}): Bench => {
  const clock = new TestClock()
  const lines: Line[] = []
  const api = createApi({
    host_url: `${url}/api`,
    token: canary,
    account_id: 42,
    skip_credentials_validation: true,
    clock,
    random: () => 0.5,
    log: (level, message, fields) => lines.push({ level, message, fields }),
    ...options,
  })
  return { api, clock, lines }
}

/** The error that a promise ends with. */
export const failureOf = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('no error was thrown')
}
