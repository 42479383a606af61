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

  /** Lets the time limits of this length strike. */
  strike(ms: number): void {
    this.#strike((limit) => limit.ms === ms)
  }

  /** Lets the time limits strike whose time has come: only waits let it pass. */
  strikeDue(): void {
    this.#strike(({ due }) => due <= this.time)
  }

  #strike(isStruck: (limit: Limit) => boolean): void {
    for (const limit of this.#limits)
      if (isStruck(limit) && this.#limits.delete(limit)) limit.callback()
  }
}
