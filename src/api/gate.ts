import type { Clock } from './clock.ts'

/** Before a host that turned a request away for its rate limit: all requests of the process wait. */
export interface Gate {
  /** Resolves when a request may leave. Rejects as soon as the signal is aborted. */
  pass(clock: Clock, signal: AbortSignal): Promise<void>
  /** Stays shut for so many milliseconds at least. True if it was open. */
  shut(clock: Clock, ms: number): boolean
}

export const createGate = (): Gate => {
  let opensAt = Number.NEGATIVE_INFINITY
  const isShut = (now: number): boolean => opensAt > now
  return {
    async pass(clock, signal) {
      while (isShut(clock.now())) await clock.sleep(opensAt - clock.now(), signal)
    },
    shut(clock, ms) {
      const until = clock.now() + ms
      const wasShut = isShut(clock.now())
      opensAt = Math.max(opensAt, until)
      return !wasShut
    },
  }
}

// Of the process: two clients of one host share its limit.
const gates = new Map<string, Gate>()

export const gateOf = (hostUrl: string): Gate => {
  const host = new URL(hostUrl).host
  const gate = gates.get(host) ?? createGate()
  gates.set(host, gate)
  return gate
}
