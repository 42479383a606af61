import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../../src/api/index.ts'

interface Limit {
  readonly ms: number
  readonly due: number
  readonly callback: () => void
}

/** Manual time: waits end immediately unless they are held, and deadlines fire on request. */
export class TestClock implements Clock {
  time = Date.UTC(2026, 0, 1)
  readonly sleeps: number[] = []
  /** Called before a wait ends. */
  onSleep: (ms: number, signal: AbortSignal) => unknown = () => {}
  readonly #limits = new Set<Limit>()

  now(): number {
    return this.time
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.sleeps.push(ms)
    await this.onSleep(ms, signal)
    await setImmediate()
    signal.throwIfAborted()
    this.time += ms
  }

  after(ms: number, callback: () => void): () => void {
    const limit = { ms, callback, due: this.time + ms }
    this.#limits.add(limit)
    return () => this.#limits.delete(limit)
  }

  /** The time limits that are running. */
  get limits(): number[] {
    return [...this.#limits].map(({ ms }) => ms).sort((a, b) => a - b)
  }

  /** Fires the time limits of this length. */
  fire(ms: number): void {
    this.#fire((limit) => limit.ms === ms)
  }

  /** Fires the time limits that are due. Only waits advance the time. */
  fireDue(): void {
    this.#fire(({ due }) => due <= this.time)
  }

  #fire(isDue: (limit: Limit) => boolean): void {
    for (const limit of this.#limits)
      if (isDue(limit) && this.#limits.delete(limit)) limit.callback()
  }
}
