import { setTimeout } from 'node:timers/promises'
import { type Calls, createCalls } from './calls.ts'

export interface End {
  /** The exit code of the process. */
  readonly code: number
  /** True if the host has ended or is about to, so that nobody will record the results of the calls. */
  readonly isHostGone: boolean
}

/** The end of the process, which waits for the calls in progress. */
export interface Lifetime {
  readonly calls: Calls
  /** Adds what runs last, before the process exits. */
  readonly onExit: (close: () => Promise<void>) => void
  /** Stops the calls and waits for them, up to a limit. */
  readonly settle: (end: Pick<End, 'isHostGone'>) => Promise<void>
  /** Settles, then exits. The first call decides the exit code. */
  readonly end: (end: End) => void
}

/**
 * The limit for all calls together. A request that was sent gets 10 s, and the search for its effect gets 4 s more.
 * A call that takes longer is broken.
 */
const longestMs = 20_000

/** The time for a host to receive the last responses and to close its connections. A host that ends needs none. */
const closingMs = { here: 2_000, gone: 250 }

export const createLifetime = (patienceMs = longestMs): Lifetime => {
  const calls = createCalls()
  const closers: (() => Promise<void>)[] = []
  let ending: Promise<void> | undefined
  const settle = async ({ isHostGone }: Pick<End, 'isHostGone'>): Promise<void> => {
    if (isHostGone) calls.abandon()
    else calls.stop()
    await Promise.race([calls.idle(), setTimeout(patienceMs)])
  }
  const exit = async ({ code, isHostGone }: End): Promise<void> => {
    const longest = isHostGone ? closingMs.gone : closingMs.here
    await Promise.race([Promise.all(closers.map((close) => close())), setTimeout(longest)])
    process.exit(code)
  }
  return {
    calls,
    onExit: (close) => void closers.push(close),
    settle,
    end(end) {
      // The host may end while its calls are being stopped, and so abandon them.
      const settled = settle(end)
      ending ??= settled.then(async () => exit(end))
    },
  }
}
