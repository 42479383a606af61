import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../../src/api/index.ts'

/** Time by hand: waits end at once, unless they are held, and time limits strike when told to. */
export class TestClock implements Clock {
  time = Date.UTC(2026, 0, 1)
  readonly sleeps: number[] = []
  /** Called before a wait ends. */
  onSleep: (ms: number, signal: AbortSignal) => unknown = () => {}
  readonly #limits = new Set<{ readonly ms: number; readonly callback: () => void }>()

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
    const limit = { ms, callback }
    this.#limits.add(limit)
    return () => this.#limits.delete(limit)
  }

  /** The time limits that are running. */
  get limits(): number[] {
    return [...this.#limits].map(({ ms }) => ms).sort((a, b) => a - b)
  }

  /** Lets the time limits of this length strike. */
  strike(ms: number): void {
    for (const limit of this.#limits)
      if (limit.ms === ms && this.#limits.delete(limit)) limit.callback()
  }
}
