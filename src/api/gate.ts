import type { Clock } from './clock.ts'
import { longestWaitMs } from './retry.ts'

/** Delays all requests of the process to a host when its rate limit is reached. */
export interface Gate {
  /** Resolves when a request may be sent. Rejects as soon as the signal is aborted. */
  pass(clock: Clock, signal: AbortSignal): Promise<void>
  /** Closes for at least this many milliseconds. True if it was open. */
  shut(clock: Clock, ms: number): boolean
}

export const createGate = (): Gate => {
  let opensAt = Number.NEGATIVE_INFINITY
  // A clock that was set back would keep it shut for hours.
  const isShut = (now: number): boolean => opensAt > now && opensAt - now <= longestWaitMs
  return {
    async pass(clock, signal) {
      while (isShut(clock.now())) await clock.sleep(opensAt - clock.now(), signal)
    },
    shut(clock, ms) {
      const until = clock.now() + ms
      const wasShut = isShut(clock.now())
      opensAt = wasShut ? Math.max(opensAt, until) : until
      return !wasShut
    },
  }
}

// One per process, because two clients of one host share its limit.
const gates = new Map<string, Gate>()

export const gateOf = (hostUrl: string): Gate => {
  const host = new URL(hostUrl).host
  const gate = gates.get(host) ?? createGate()
  gates.set(host, gate)
  return gate
}
