import { type Id, idOf } from './exact-json.ts'

export interface AccountSeed {
  readonly id: Id
  /** The credential that opens the account's API. */
  readonly token: string
  /** Whether the plan has the SCIM feature: true unless told. */
  readonly scim?: boolean
}

/**
 * What the account's credentials may see: `all`; `listed`: collections, but each single object answers
 * 404; `none`: everything under the account answers 404, and no listing of accounts has it.
 */
export type Permission = 'all' | 'listed' | 'none'

export type Feature = 'scim'

/** What every account draws from: ids are unique over all accounts. */
export interface Supply {
  newId(): Id
  /** Now, as dbt Cloud writes it: `2026-11-24T10:00:00.123456+00:00`. */
  now(): string
}

/** An account. Each family keeps its objects beside it, in a store of its own (`perAccount`). */
export class Account {
  readonly id: Id
  readonly token: string
  readonly features: ReadonlySet<Feature>
  readonly supply: Supply
  readonly created_at: string
  permission: Permission = 'all'
  /** What to freeze when a listing shall become stale. */
  readonly collections = new Set<{ freeze(mark: object): void }>()

  constructor(seed: AccountSeed, supply: Supply) {
    this.id = idOf(seed.id)
    this.token = seed.token
    this.features = new Set<Feature>(seed.scim === false ? [] : ['scim'])
    this.supply = supply
    this.created_at = supply.now()
  }
}

/** A store of each account's own, made when it is first asked for. */
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
