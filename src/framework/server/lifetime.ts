import { setTimeout } from 'node:timers/promises'
import { type Calls, createCalls } from './calls.ts'

export interface End {
  /** The exit code of the process. */
  readonly code: number
  /** True when the host is gone, or about to go: nobody will record what the calls come to. */
  readonly isHostGone: boolean
}

/** How the process ends: never before the calls under way have settled what they did. */
export interface Lifetime {
  readonly calls: Calls
  /** What is done last, before the process exits. */
  readonly onExit: (close: () => Promise<void>) => void
  /** Stops the calls and waits for them, for as long as they may take at most. */
  readonly settle: (end: Pick<End, 'isHostGone'>) => Promise<void>
  /** Settles, then exits. The first end decides the exit code. */
  readonly end: (end: End) => void
}

/**
 * What the calls get in all. A write that was sent has 10 s, and looking for what it did a few more; a call that
 * takes longer is broken.
 */
const longestMs = 20_000

/** What a host gets to take the last answers and to close its connections; one that is going takes none. */
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
      // A host that goes while its calls are being stopped abandons them.
      const settled = settle(end)
      ending ??= settled.then(async () => exit(end))
    },
  }
}
