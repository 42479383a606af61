import type { Item, Listing } from './pages.ts'

/** What existed before a create. */
export interface Before {
  readonly ids: ReadonlySet<string>
  /** False if something may be missing. */
  readonly complete: boolean
}

/** What is known about an ambiguous create. */
export interface Doubt<T extends Item> {
  readonly before: Before
  /** True for an object that the create could have created, judging by its fields. */
  isCandidate(item: T): boolean
  /** True if the object is already in use. */
  isUsed(item: T): boolean
  /** True for an object that another create of this process has returned. */
  isOwned(item: T): boolean
  /** True unless the API shows that the object was created after the POST was sent. */
  isEarlier(item: T): boolean
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
  before.ids.has(String(id))

/** Which object of the collection the create has created. */
export const judgeCandidates = <T extends Item>(doubt: Doubt<T>, after: Listing<T>): Verdict<T> => {
  const found = after.items.filter(
    (item) => !isOlder(doubt, item) && doubt.isCandidate(item) && !doubt.isOwned(item),
  )
  const unclear = { kind: 'unclear', ids: found.map(({ id }) => String(id)) } as const
  if (!doubt.before.complete || !after.complete) return unclear
  if (found.length === 0) return { kind: 'none' }
  // An earlier one is probably someone else's. If it is the only one, a wrong clock is just as likely, so a person decides.
  const [item, ...others] = found.filter((each) => !doubt.isEarlier(each))
  if (item === undefined || others.length > 0 || doubt.isUsed(item)) return unclear
  return { kind: 'one', item }
}
