import type { CallName } from './call.ts'
import { type ApiError, LeftoverError } from './errors.ts'
import type { Item } from './pages.ts'

/** A create, and what it knows of other objects. */
export interface Newcomer<T extends Item> {
  readonly call: CallName
  /** True for an object with the name of the create. */
  isCandidate(item: T): boolean
  isUsed(item: T): boolean
  /** True for an object that a create of this process has returned. */
  isOwned(item: T): boolean
  /** True for an object that this client was asked for, so that a state contains it. */
  isKnown(item: T): boolean
  warn(warning: ApiError): void
}

/**
 * Warns of objects with the name of a create that were never used: an earlier run may have created them without
 * recording them. Objects with equal names are not forbidden, so nothing is deleted.
 */
export const warnOfLeftovers = <T extends Item>(create: Newcomer<T>, items: readonly T[]): void => {
  const ids = items
    .filter((item) => create.isCandidate(item) && !create.isUsed(item))
    .filter((item) => !create.isOwned(item) && !create.isKnown(item))
    .map(({ id }) => String(id))
  if (ids.length > 0) create.warn(new LeftoverError(create.call, ids))
}
