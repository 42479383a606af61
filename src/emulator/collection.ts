import type { Account } from './account.ts'
import { type Id, idOf } from './exact-json.ts'

export interface Row {
  readonly id: Id
}

/** Objects of one type in one account, in order of creation. Rows are replaced, never changed. */
export class Collection<R extends Row> {
  readonly #rows = new Map<Id, R>()
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

  put(row: R): void {
    this.#rows.set(idOf(row.id), row)
  }

  /** False if there was none. */
  delete(id: Id): boolean {
    return this.#rows.delete(idOf(id))
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
