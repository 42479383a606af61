/** The response of a listing. */
export interface Page<R> {
  readonly rows: readonly R[]
  /** The number of rows according to the response, where that is wrong. */
  readonly count?: number
  /** The number of rows on all pages. */
  readonly total: number
  /** The requested paging. */
  readonly filters: Readonly<Record<string, number>>
}

/** How a listing is paged. */
export type Cut =
  | { readonly kind: 'whole' }
  | { readonly kind: 'half' }
  | { readonly kind: 'paged'; readonly limit: number; readonly offset: number }

export const pageOf = <R>(rows: readonly R[], cut: Cut): Page<R> => {
  const total = rows.length
  switch (cut.kind) {
    case 'whole':
      return { rows, total, filters: {} }
    case 'half':
      return { rows: rows.slice(0, Math.floor(total / 2)), total, filters: {} }
    case 'paged': {
      const { limit, offset } = cut
      return { rows: rows.slice(offset, offset + limit), total, filters: { limit, offset } }
    }
  }
}
