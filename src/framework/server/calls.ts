import { once } from 'node:events'

/** One call of a host, from its request to its response. */
export interface UnderWay {
  /** Aborted when the host cancels the call, or when the process stops. */
  readonly signal: AbortSignal
  /** Aborted when the result cannot be recorded: the host has canceled the call, or has ended. */
  readonly abandoned: AbortSignal
  /** The host no longer wants the response. */
  abandon(): void
  /** The response was sent. */
  end(): void
}

/** The calls of this process. */
export interface Calls {
  begin(): UnderWay
  /** Stops all calls, present and future. Their responses still reach the host. */
  stop(): void
  /** Stops all calls, whose results nobody will record. */
  abandon(): void
  /** Resolves when no call is pending. */
  idle(): Promise<void>
  /** True once there was a call. */
  readonly begun: boolean
}

class Call implements UnderWay {
  readonly #stop = new AbortController()
  readonly #abandon = new AbortController()
  readonly #ended: (call: Call) => void
  readonly signal = this.#stop.signal
  readonly abandoned = this.#abandon.signal

  constructor(ended: (call: Call) => void) {
    this.#ended = ended
  }

  stop(): void {
    this.#stop.abort()
  }

  /** Abandons first, so that code that reacts to the stop sees that nobody waits. */
  abandon(): void {
    this.#abandon.abort()
    this.#stop.abort()
  }

  end(): void {
    this.#ended(this)
  }
}

export const createCalls = (): Calls => {
  const underWay = new Set<Call>()
  const events = new EventTarget()
  let begun = false
  let later: 'run' | 'stop' | 'abandon' = 'run'
  const ended = (call: Call): void => {
    underWay.delete(call)
    if (underWay.size === 0) events.dispatchEvent(new Event('idle'))
  }
  const endAll = (how: 'stop' | 'abandon'): void => {
    if (later !== 'abandon') later = how
    for (const call of underWay) call[how]()
  }
  return {
    get begun() {
      return begun
    },
    begin() {
      begun = true
      const call = new Call(ended)
      underWay.add(call)
      if (later !== 'run') call[later]()
      return call
    },
    stop: () => endAll('stop'),
    abandon: () => endAll('abandon'),
    async idle() {
      if (underWay.size > 0) await once(events, 'idle')
    },
  }
}
