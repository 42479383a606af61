import { type Call, type Ending, nameCall } from './call.ts'
import type { Api } from './client.ts'
import type { Envelope, Pagination } from './envelope.ts'
import { UnreadableAnswerError } from './errors.ts'
import { type Id, type IdType, isSameId, readId } from './id.ts'
import { isObject } from './json.ts'
import { plainText, quoted } from './plain-text.ts'

export interface Item {
  readonly id: Id
}

/** One page of a listing. */
export interface Page<T> {
  /** The objects that are on no earlier page. */
  readonly items: readonly T[]
  /** The total number of objects that the server reports. */
  readonly total: number | undefined
  /** Only on the last page: whether all pages together are the whole collection. */
  readonly complete?: boolean
}

export interface Listing<T> {
  readonly items: readonly T[]
  /** False if objects may be missing, so that absence proves nothing. */
  readonly complete: boolean
}

export interface ListQuery extends Pick<Call, 'path' | 'query'>, Ending {
  /** Default: integer. */
  readonly idType?: IdType | undefined
}

/** What an endpoint returns: objects with IDs of a type, of an account. */
export interface Kind {
  /** Default: integer. */
  readonly idType?: IdType | undefined
  /** Undefined if its objects belong to no account. */
  readonly account?: string | undefined
}

/** The account that the objects of a path belong to. */
export const accountOf = ({ account }: Api, path: string): string | undefined =>
  path.includes('{account}') ? account : undefined

/** A text if the object belongs to another account. Not every object says what account it belongs to. */
export const otherAccount = (
  { account_id }: Readonly<Record<string, unknown>>,
  account: string | undefined,
): string | undefined => {
  const own = readId(account_id)
  if (own === undefined || account === undefined || isSameId(own, account)) return undefined
  return `it contains an object of account ${own} instead of ${account}`
}

/** The object with its ID in the type of the collection, or a text that explains why it is invalid. */
export const readItem = (value: unknown, { idType, account }: Kind): Item | string => {
  if (!isObject(value)) return 'it contains no object'
  const other = otherAccount(value, account)
  if (other !== undefined) return other
  const { id } = value
  if (id === undefined || id === null) return 'it contains an object without an ID'
  const read = readId(id, idType)
  if (read === undefined) return `it contains an object with an invalid ID (${describe(id)})`
  return { ...value, id: read }
}

/** A received value for a message: short and plain text. Only the type if it is not a number or text. */
const describe = (value: unknown): string => {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint')
    return Array.isArray(value) ? 'an array' : `of type ${typeof value}`
  const text = String(value)
  const show = typeof value === 'string' ? quoted : String
  // Cut after terminal sequences are removed, so that none is cut in two.
  const plain = plainText(text)
  return plain.length > 40
    ? `${show(`${plain.slice(0, 20)}…`)} with ${text.length} characters`
    : show(plain)
}

/** @throws UnreadableAnswerError if the data is not an array of objects with usable ids */
const readItems = (api: Api, { path, idType }: ListQuery, data: unknown): readonly Item[] => {
  const refuse = (found: string) =>
    new UnreadableAnswerError({ ...nameCall({ method: 'GET', path }, api), status: 200 }, found)
  if (!Array.isArray(data)) throw refuse('it contains no list of objects')
  const account = accountOf(api, path)
  return data.map((value: unknown, index) => {
    const item = readItem(value, { idType, account })
    if (typeof item === 'string') throw refuse(`at position ${index + 1} of its list, ${item}`)
    return item
  })
}

/** The result of the pages so far. */
interface Tally {
  readonly seen: Set<string>
  received: number
  /** False after a page that contradicts an earlier one or its own count. */
  steady: boolean
  total: number | undefined
}

const count = <T extends Item>(
  tally: Tally,
  items: readonly T[],
  page?: Pagination,
): readonly T[] => {
  const fresh = items.filter(({ id }) => !tally.seen.has(String(id)))
  for (const { id } of fresh) tally.seen.add(String(id))
  const sameTotal = tally.received === 0 || tally.total === page?.total_count
  const sameCount = page === undefined || page.count === items.length
  tally.steady &&= sameTotal && sameCount && tally.seen.size === tally.received + items.length
  tally.received += items.length
  tally.total = page?.total_count
  return fresh
}

const isWhole = ({ steady, seen, total }: Tally): boolean => steady && seen.size === total

const hasMore = (pagination: Pagination | undefined): boolean =>
  pagination !== undefined && pagination.count < pagination.total_count

/** No account has as many objects as this number of pages holds. */
const mostPages = 1000

/**
 * The number of pages that are requested at most. Twice as many as the first one announces, and some more, because
 * objects may be added meanwhile. Without a limit, a total that grows with each page would never be reached.
 */
const limitOf = (first: Pagination | undefined): number => {
  const announced =
    first === undefined ? 1 : Math.ceil(first.total_count / Math.max(1, first.count))
  return Math.min(mostPages, 2 * announced + 10)
}

/**
 * The pages of a listing. The first is requested without paging parameters, because not every endpoint has
 * them. The others are requested only if the first says that there are more. A page without new objects is
 * the last, and so is one at which the listing should have ended long ago.
 * @throws ApiError
 */
export async function* pages<T extends Item>(
  api: Api,
  listing: ListQuery,
): AsyncGenerator<Page<T>, void> {
  const { path, query, idType: _idType, ...ending } = listing
  const ask = async (more: Call['query']): Promise<Envelope> =>
    api.answer({ ...ending, method: 'GET', path, query: { ...query, ...more } })
  const tally: Tally = { seen: new Set(), received: 0, steady: true, total: undefined }
  let answer = await ask({})
  const limit = answer.pagination?.count ?? 0
  const most = hasMore(answer.pagination) ? limitOf(answer.pagination) : 1
  for (let number = 1; ; number += 1) {
    // `as`: the IDs are checked. The caller knows the other fields.
    const items = readItems(api, listing, answer.data) as readonly T[]
    const fresh = count(tally, items, answer.pagination)
    const missing = tally.total !== undefined && tally.seen.size < tally.total
    const last = number >= most || fresh.length === 0 || !missing
    yield { items: fresh, total: tally.total, ...(last && { complete: isWhole(tally) }) }
    if (last) return
    answer = await ask({ limit, offset: tally.received })
  }
}

/** @throws ApiError */
export const list = async <T extends Item>(api: Api, query: ListQuery): Promise<Listing<T>> => {
  const items: T[] = []
  let complete = false
  for await (const page of pages<T>(api, query)) {
    items.push(...page.items)
    complete = page.complete ?? false
  }
  return { items, complete }
}
