import type { Account, Hiding } from './account.ts'
import { type Id, idOf } from './exact-json.ts'

export interface Row {
  readonly id: Id
}

/** Objects of one type in one account, in order of creation. Rows are replaced, never changed. */
export class Collection<R extends Row> {
  readonly #rows = new Map<Id, R>()
  readonly #hidden = new Set<Id>()
  readonly #frozen = new WeakMap<object, readonly R[]>()

  constructor(account: Account) {
    account.collections.add(this)
  }

  rows(): readonly R[] {
    return [...this.#rows.values()]
  }

  get(id: Id): R | undefined {
    return this.#rows.get(idOf(id))
  }

  /** The rows that listings show. */
  shown(): readonly R[] {
    return this.rows().filter(({ id }) => !this.#hidden.has(idOf(id)))
  }

  /** The row as requests find it: undefined also while it is hidden. */
  find(id: Id): R | undefined {
    return this.#hidden.has(idOf(id)) ? undefined : this.get(id)
  }

  put(row: R): void {
    this.#rows.set(idOf(row.id), row)
  }

  /** False if there was none. */
  delete(id: Id): boolean {
    return this.#rows.delete(idOf(id))
  }

  hideNew(): Hiding {
    const known = new Set(this.#rows.keys())
    return () => {
      const added = [...this.#rows.keys()].filter((id) => !known.has(id))
      for (const id of added) this.#hidden.add(id)
      return () => {
        for (const id of added) this.#hidden.delete(id)
      }
    }
  }

  /** Saves the current rows under the key. */
  freeze(mark: object): void {
    this.#frozen.set(mark, this.rows())
  }

  /** The rows when they were frozen. None if the collection was created later. */
  rowsAt(mark: object): readonly R[] {
    return this.#frozen.get(mark) ?? []
  }
}
