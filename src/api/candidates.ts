import type { Item, Listing } from './pages.ts'

/** What is known about an ambiguous create. */
export interface Doubt<T extends Item> {
  /** The collection before the create. */
  readonly before: Listing<T>
  /** True for an object that the create could have created, judging by its fields. */
  isCandidate(item: T): boolean
  /** True if the object is already in use. */
  isUsed(item: T): boolean
  /** True for an object that another create of this process has returned. */
  isOwned(item: T): boolean
}

export type Verdict<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly item: T }
  /** Several, used, or an incomplete listing: nothing may be deleted. */
  | { readonly kind: 'unclear'; readonly ids: readonly string[] }

/** A name as an API may store it: without white space at the ends, and in one Unicode form. */
export const normalizeName = (name: string): string => name.trim().normalize('NFC')

/** True for names that an API may treat as equal. */
export const isSameName = (a: string, b: string): boolean => normalizeName(a) === normalizeName(b)

/** True if the object existed before the create, so that the create cannot have made it. */
export const isOlder = <T extends Item>({ before }: Doubt<T>, { id }: Item): boolean =>
  before.items.some((item) => String(item.id) === String(id))

/** Which object of the collection the create has created. */
export const judgeCandidates = <T extends Item>(doubt: Doubt<T>, after: Listing<T>): Verdict<T> => {
  const old = new Set(doubt.before.items.map(({ id }) => String(id)))
  const found = after.items.filter(
    (item) => !old.has(String(item.id)) && doubt.isCandidate(item) && !doubt.isOwned(item),
  )
  const ids = found.map(({ id }) => String(id))
  if (!doubt.before.complete || !after.complete) return { kind: 'unclear', ids }
  const [item, ...others] = found
  if (item === undefined) return { kind: 'none' }
  if (others.length > 0 || doubt.isUsed(item)) return { kind: 'unclear', ids }
  return { kind: 'one', item }
}
