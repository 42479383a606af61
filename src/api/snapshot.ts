import type { Id, Item } from './pages.ts'

/** How old an object may be that is told without asking for it. */
export const maxAgeMs = 10_000

interface Kept<T> {
  readonly item: T
  /** When the page that holds it was asked for. */
  readonly at: number
  told: boolean
}

/** What listings have told of a collection. All times are milliseconds. */
export class Snapshot<T extends Item> {
  readonly #kept = new Map<string, Kept<T>>()
  #wholeAt = Number.NEGATIVE_INFINITY

  /** `at`: when the page that holds them was asked for. */
  keep(items: readonly T[], at: number): void {
    for (const item of items) this.#kept.set(String(item.id), { item, at, told: false })
  }

  /** A listing that began at this time has told all there is. */
  close(begun: number): void {
    for (const [id, { at }] of this.#kept) if (at < begun) this.#kept.delete(id)
    this.#wholeAt = begun
  }

  has(id: Id, oldest: number): boolean {
    return (this.#kept.get(String(id))?.at ?? Number.NEGATIVE_INFINITY) >= oldest
  }

  /** The object, once: who reads it a second time wants to know what has become of it. */
  take(id: Id, oldest: number): T | undefined {
    const kept = this.#kept.get(String(id))
    if (kept === undefined || kept.told || kept.at < oldest) return undefined
    kept.told = true
    return kept.item
  }

  /** True if a whole listing, begun no earlier than `oldest`, had not got the object. */
  lacks(id: Id, oldest: number): boolean {
    return this.#wholeAt >= oldest && !this.#kept.has(String(id))
  }
}
