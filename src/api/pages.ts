import { type Call, type Ending, nameCall } from './call.ts'
import type { Api } from './client.ts'
import type { Envelope, Pagination } from './envelope.ts'
import { UnreadableAnswerError } from './errors.ts'
import { isObject } from './json.ts'

export type Id = string | number | bigint

export interface Item {
  readonly id: Id
}

/** One page of a listing. */
export interface Page<T> {
  /** The objects that no earlier page had. */
  readonly items: readonly T[]
  /** How many objects the server says there are in all. */
  readonly total: number | undefined
  /** Only of the last page: whether all pages together are the whole collection. */
  readonly complete?: boolean
}

export interface Listing<T> {
  readonly items: readonly T[]
  /** False: something may be missing, so that absence from the items proves nothing. */
  readonly complete: boolean
}

export type ListQuery = Pick<Call, 'path' | 'query'> & Ending

export const isItem = (value: unknown): value is Item =>
  isObject(value) && ['string', 'number', 'bigint'].includes(typeof value['id'])

/** @throws UnreadableAnswerError if the data is not an array of objects with an id */
const readItems = (api: Api, path: string, data: unknown): readonly Item[] => {
  if (Array.isArray(data) && data.every(isItem)) return data
  const name = nameCall({ method: 'GET', path }, api)
  throw new UnreadableAnswerError({ ...name, status: 200 }, 'it holds no list of objects')
}

/** What the pages so far say of the whole. */
interface Tally {
  readonly seen: Set<string>
  received: number
  /** False once a page disagrees with an earlier one: the collection changed in between. */
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
  tally.steady &&= sameTotal && tally.seen.size === tally.received + items.length
  tally.received += items.length
  tally.total = page?.total_count
  return fresh
}

const isWhole = ({ steady, seen, total }: Tally): boolean => steady && seen.size === total

const hasMore = (pagination: Pagination | undefined): boolean =>
  pagination !== undefined && pagination.count < pagination.total_count

/**
 * The pages of a listing. The first is asked without paging parameters, which not every endpoint has;
 * the others only if the first said that there are more. A page that brings nothing new is the last.
 * @throws ApiError
 */
export async function* pages<T extends Item>(
  api: Api,
  { path, query, ...ending }: ListQuery,
): AsyncGenerator<Page<T>, void> {
  const ask = async (more: Call['query']): Promise<Envelope> =>
    api.answer({ ...ending, method: 'GET', path, query: { ...query, ...more } })
  const tally: Tally = { seen: new Set(), received: 0, steady: true, total: undefined }
  let answer = await ask({})
  const limit = answer.pagination?.count ?? 0
  const paged = hasMore(answer.pagination)
  for (;;) {
    // `as`: that they have ids is checked; the other fields are the caller's knowledge.
    const items = readItems(api, path, answer.data) as readonly T[]
    const fresh = count(tally, items, answer.pagination)
    const missing = tally.total !== undefined && tally.seen.size < tally.total
    const last = !paged || fresh.length === 0 || !missing
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
