import { type Id, idOf } from './exact-json.ts'

export interface AccountSeed {
  readonly id: Id
  /** The API token of the account. */
  readonly token: string
  /** Whether the plan has the SCIM feature. Default: true. */
  readonly scim?: boolean
}

/**
 * What the account's credentials can see. `all`: everything. `listed`: collections, but each single object
 * returns 404. `none`: everything in the account returns 404, and no listing contains the account.
 */
export type Permission = 'all' | 'listed' | 'none'

export type Feature = 'scim'

/** Shared by all accounts: IDs are unique across accounts. */
export interface Supply {
  newId(): Id
  /** Now, as dbt Cloud writes it: `2026-11-24T10:00:00.123456+00:00`. */
  now(): string
}

/** What faults do to a collection. */
interface Faulty {
  freeze(mark: object): void
  hideNew(): Hiding
}

/** Hides the rows that were added since, and returns a function that shows them again. */
export type Hiding = () => () => void

/** An account. Each family stores its objects separately (`perAccount`). */
export class Account {
  readonly id: Id
  readonly token: string
  readonly features: ReadonlySet<Feature>
  readonly supply: Supply
  readonly created_at: string
  permission: Permission = 'all'
  /** What faults hide or freeze. */
  readonly collections = new Set<Faulty>()

  constructor(seed: AccountSeed, supply: Supply) {
    this.id = idOf(seed.id)
    this.token = seed.token
    this.features = new Set<Feature>(seed.scim === false ? [] : ['scim'])
    this.supply = supply
    this.created_at = supply.now()
  }
}

/** A separate store for each account, created on first use. */
export const perAccount = <T extends object>(
  make: (account: Account) => T,
): ((account: Account) => T) => {
  const made = new WeakMap<Account, T>()
  return (account) => {
    const store = made.get(account) ?? make(account)
    made.set(account, store)
    return store
  }
}
