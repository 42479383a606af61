import type { Collection, Row } from './collection.ts'
import type { Shape } from './endpoint-facts.ts'
import type { Fault } from './fault.ts'
import { type Cut, type Page, pageOf } from './page.ts'

/** An active fault. It is the key of its own frozen rows. */
export interface ListingFault {
  readonly fault: Fault
}

/** How listings behave for one request. */
export interface Pages {
  /** The accepted paging parameters. */
  readonly parameters: Readonly<Record<string, Shape>>
  page<R extends Row>(collection: Collection<R>, query: URLSearchParams): Page<R>
}

const paging = { limit: { type: 'integer' }, offset: { type: 'integer' } } as const

const cutOf = (size: number, query: URLSearchParams): Cut => ({
  kind: 'paged',
  limit: Math.min(size, Number(query.get('limit') ?? size)),
  offset: Number(query.get('offset') ?? 0),
})

/** By page size, undefined for one page with everything, and by the active fault. */
export const listingPages = (size: number | undefined, active: ListingFault | undefined): Pages => {
  const listing = active?.fault.listing
  const isHalf = listing === 'incomplete' || listing === 'repeating'
  const isPaged = listing === 'repeating' || (size !== undefined && !isHalf)
  return {
    parameters: isPaged ? paging : {},
    page: (collection, query) => {
      const rows = active && listing === 'stale' ? collection.rowsAt(active) : collection.shown()
      if (listing === 'empty') return pageOf([], { kind: 'whole' })
      if (listing === 'miscounted') return { rows: [], total: 0, count: rows.length, filters: {} }
      if (isHalf) return pageOf(rows, { kind: 'half' })
      return pageOf(rows, size === undefined ? { kind: 'whole' } : cutOf(size, query))
    },
  }
}
