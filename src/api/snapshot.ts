import type { Id } from './id.ts'
import type { Item } from './pages.ts'

/** How old an object may be that is returned without a request. */
export const maxAgeMs = 10_000

/** The ids in a listing. */
export interface Listed {
  readonly size: number
  has(id: string): boolean
}

interface Kept<T> {
  readonly item: T
  /** When the page that holds it was asked for. */
  readonly at: number
  isTaken: boolean
}

/** What listings have returned of a collection. All times are milliseconds. */
export class Snapshot<T extends Item> {
  readonly #kept = new Map<string, Kept<T>>()
  #wholeAt = Number.NEGATIVE_INFINITY

  /** `at`: when the page that holds them was asked for. */
  keep(items: readonly T[], at: number): void {
    for (const item of items) this.#kept.set(String(item.id), { item, at, isTaken: false })
  }

  /** A listing that began at this time was complete. */
  close(begun: number): void {
    for (const [id, { at }] of this.#kept) if (at < begun) this.#kept.delete(id)
    this.#wholeAt = begun
  }

  has(id: Id, oldest: number): boolean {
    return (this.#kept.get(String(id))?.at ?? Number.NEGATIVE_INFINITY) >= oldest
  }

  /** The object, once: a second read asks what has become of it since. */
  take(id: Id, oldest: number): T | undefined {
    const kept = this.#kept.get(String(id))
    if (kept === undefined || kept.isTaken || kept.at < oldest) return undefined
    kept.isTaken = true
    return kept.item
  }

  /** The ids in a complete listing that began no earlier than `oldest`, if there is one. */
  listed(oldest: number): Listed | undefined {
    return this.#wholeAt >= oldest ? this.#kept : undefined
  }

  /** True if a complete listing, begun no earlier than `oldest`, did not have the object. */
  lacks(id: Id, oldest: number): boolean {
    return this.#wholeAt >= oldest && !this.#kept.has(String(id))
  }
}
