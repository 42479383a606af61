import { setTimeout as wait } from 'node:timers/promises'
import { commitOf, type Fault, type Hold, type Match } from './fault.ts'
import type { World } from './world.ts'

/** The parts of a request that are matched. `template` is that of its route, if it has one. */
export interface Target {
  readonly method: string
  readonly path: string
  readonly template: string | undefined
}

const isMatch = (match: Match, target: Target): boolean => {
  if (match.method !== undefined && match.method !== target.method) return false
  const { path } = match
  if (path === undefined) return true
  return typeof path === 'string'
    ? path === target.path || path === target.template
    : path.test(target.path)
}

/** A fault that has been set, and its pending effects. */
export class ActiveFault implements Hold {
  readonly fault: Fault
  readonly applied: Promise<void>
  readonly done: Promise<void>
  readonly #match: Match
  readonly #settle: { readonly applied: () => void; readonly done: () => void }
  readonly #released = new AbortController()
  readonly #due = new Set<() => void>()
  #left: number

  constructor(match: Match, fault: Fault) {
    const applied = Promise.withResolvers<void>()
    const done = Promise.withResolvers<void>()
    this.#match = match
    this.fault = fault
    this.#left = fault.times ?? 1
    this.applied = applied.promise
    this.done = done.promise
    this.#settle = { applied: applied.resolve, done: done.resolve }
  }

  /** True if it applies to this request, which then counts. */
  apply(target: Target): boolean {
    if (this.#left <= 0 || !isMatch(this.#match, target)) return false
    this.#left -= 1
    this.#settle.applied()
    if (commitOf(this.fault) !== 'late' && this.fault.lag === undefined) this.#settleIfSpent()
    return true
  }

  /** Delays an effect for this many milliseconds, or until released. */
  async defer(effect: () => void, ms = Infinity): Promise<void> {
    this.#due.add(effect)
    await this.#pause(ms)
    if (this.#due.delete(effect)) effect()
    this.#settleIfSpent()
  }

  /** Delays a response for `latency`, or until released. */
  async delay(): Promise<void> {
    await this.#pause(this.fault.latency ?? 0)
  }

  release(): void {
    this.#left = 0
    for (const effect of this.#due) effect()
    this.abandon()
  }

  /** Ends it and drops the late effects. */
  abandon(): void {
    this.#left = 0
    this.#due.clear()
    this.#released.abort()
    this.#settleIfSpent()
  }

  #settleIfSpent(): void {
    if (this.#left <= 0 && this.#due.size === 0) this.#settle.done()
  }

  async #pause(ms: number): Promise<void> {
    const { signal } = this.#released
    if (ms <= 0 || signal.aborted) return
    const released = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    // A timer cannot wait for ever, and its rejection when aborted is the release itself.
    const timer = ms === Infinity ? [] : [wait(ms, undefined, { signal }).catch(() => {})]
    await Promise.race([released, ...timer])
  }
}

/** The active faults, oldest first. */
export class Faults {
  readonly #world: World
  readonly #active = new Set<ActiveFault>()

  constructor(world: World) {
    this.#world = world
  }

  add(match: Match, fault: Fault): Hold {
    const active = new ActiveFault(match, fault)
    if (fault.listing === 'stale') this.#freeze(active)
    this.#active.add(active)
    return active
  }

  /** The fault that applies to this request, if any. */
  apply(target: Target): ActiveFault | undefined {
    return [...this.#active].find((active) => active.apply(target))
  }

  release(): void {
    for (const active of this.#active) active.release()
    this.#active.clear()
  }

  abandon(): void {
    for (const active of this.#active) active.abandon()
    this.#active.clear()
  }

  #freeze(mark: object): void {
    for (const { collections } of this.#world.accounts)
      for (const collection of collections) collection.freeze(mark)
  }
}
