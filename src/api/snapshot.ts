import type { Id } from './id.ts'
import type { Item } from './pages.ts'

/** The maximum age of an object that is returned without a request. */
export const maxAgeMs = 10_000

/** The ids in a listing. */
export interface Listed {
  readonly size: number
  has(id: string): boolean
}

interface Kept<T> {
  readonly item: T
  /** The time of the request for its page. */
  readonly at: number
  isTaken: boolean
}

/** The objects that listings of a collection have returned. All times are in milliseconds. */
export class Snapshot<T extends Item> {
  readonly #kept = new Map<string, Kept<T>>()
  #wholeAt = Number.NEGATIVE_INFINITY

  /** `at`: the time of the request for their page. */
  keep(items: readonly T[], at: number): void {
    for (const item of items) this.#kept.set(String(item.id), { item, at, isTaken: false })
  }

  /** A listing that started at this time was complete. */
  close(begun: number): void {
    for (const [id, { at }] of this.#kept) if (at < begun) this.#kept.delete(id)
    this.#wholeAt = begun
  }

  has(id: Id, oldest: number): boolean {
    return (this.#kept.get(String(id))?.at ?? Number.NEGATIVE_INFINITY) >= oldest
  }

  /** Returns the object once. A second read requests its current state. */
  take(id: Id, oldest: number): T | undefined {
    const kept = this.#kept.get(String(id))
    if (kept === undefined || kept.isTaken || kept.at < oldest) return undefined
    kept.isTaken = true
    return kept.item
  }

  /** The IDs in a complete listing that started no earlier than `oldest`, if there is one. */
  listed(oldest: number): Listed | undefined {
    return this.#wholeAt >= oldest ? this.#kept : undefined
  }

  /** True if a complete listing that started no earlier than `oldest` did not contain the object. */
  lacks(id: Id, oldest: number): boolean {
    return this.#wholeAt >= oldest && !this.#kept.has(String(id))
  }
}
