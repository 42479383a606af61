import { Account, type AccountSeed, type Supply } from './account.ts'
import { type Id, idOf } from './exact-json.ts'

const timestamp = (date: Date): string => `${date.toISOString().slice(0, -1)}000+00:00`

/** The whole state of the emulated dbt Cloud. */
export class World implements Supply {
  readonly accounts: readonly Account[]
  readonly clock: () => Date
  #ahead = 0
  /** Rows per page. Undefined if listings have one page with everything. */
  paged: number | undefined
  #nextId = 1001n

  constructor(accounts: readonly AccountSeed[], clock: () => Date) {
    this.clock = () => new Date(clock().getTime() + this.#ahead)
    this.accounts = accounts.map((seed) => new Account(seed, this))
  }

  /** Throws RangeError if there is none. */
  account(id: Id): Account {
    const found = this.accounts.find((account) => account.id === idOf(id))
    if (found === undefined) throw new RangeError(`The emulator has no account ${id}.`)
    return found
  }

  advance(ms: number): void {
    this.#ahead += ms
  }

  newId(): Id {
    const id = this.#nextId
    this.#nextId += 1n
    return idOf(id)
  }

  get nextId(): Id {
    return idOf(this.#nextId)
  }

  setNextId(id: Id): void {
    this.#nextId = BigInt(id)
  }

  now(): string {
    return timestamp(this.clock())
  }
}
