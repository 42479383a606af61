import { type Ending, nameCall } from './call.ts'
import type { Api } from './client.ts'
import { ApiError, StoppedError, TransportError, UnauthorizedError } from './errors.ts'
import { generationOf } from './generation.ts'
import type { Id, IdType } from './id.ts'
import { type Item, type Page, pages } from './pages.ts'
import { type Listed, maxAgeMs, Snapshot } from './snapshot.ts'
import { unlessAborted } from './stop.ts'

/** A collection whose listing contains the same data as the path of each object. */
export interface Source<T extends Item> {
  readonly api: Api
  readonly path: string
  /** The query parameter for comma-separated IDs, if the endpoint has one: `pk__in`. */
  readonly filter: string | undefined
  readonly idType?: IdType | undefined
  /** One object with a separate request. */
  get(id: Id, ending: Ending): Promise<T>
}

/** Reads that arrive within this time of the first are handled together. */
const windowMs = 10

// Until the first page shows how long a listing is, more reads than this justify requesting it.
const guessedPages = 2

/** The number of IDs in one filter, so that the URL remains short. */
const filterSize = 100

/** One decision: the reads that wait for it, and the reads that it covers. */
interface Batch {
  readonly begun: number
  readonly waiting: Set<string>
  decided: ReadonlySet<string>
  readonly ended: Promise<void>
}

/** The pending reads since the last write. None of them is used after the next write. */
interface Reads<T extends Item> {
  readonly generation: number
  readonly snapshot: Snapshot<T>
  readonly asks: Map<string, Promise<T>>
  /** Ends the shared request when the last caller has canceled. */
  readonly ending: AbortController
  callers: number
  batch: Batch | undefined
  /** Requests for single objects since the last complete listing. */
  spent: number
  /** After a failed or incomplete listing, no other listing is tried until this time. */
  listableFrom: number
}

/** True if single reads may succeed although the listing has failed. */
const isOfListingAlone = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.status !== 429 &&
  !(error instanceof StoppedError) &&
  !(error instanceof TransportError) &&
  !(error instanceof UnauthorizedError)

/** Reads objects one by one or with a listing, whichever takes fewer requests. */
export class BulkReader<T extends Item> {
  readonly #source: Source<T>
  #reads: Reads<T> | undefined
  /** The number of requests for a complete listing. Known after a first page. */
  #pages: number | undefined

  constructor(source: Source<T>) {
    this.#source = source
  }

  /** @throws as the source's `get`; StoppedError only for this caller if its signal is aborted */
  async read(id: Id, ending: Ending): Promise<T> {
    const { api, path } = this.#source
    const stopped = () => new StoppedError(nameCall({ method: 'GET', path }, api), false)
    const signal = api.endingSignal(ending)
    if (signal.aborted) throw stopped()
    const reads = this.#current()
    const known = reads.snapshot.take(id, this.#oldest())
    if (known !== undefined) return known
    reads.callers += 1
    try {
      return await unlessAborted(this.#ask(reads, id), signal, stopped)
    } finally {
      reads.callers -= 1
      if (reads.callers === 0 && reads.asks.size > 0) this.#abandon(reads)
    }
  }

  /** The ids in the last complete listing, unless a write or too much time has passed since. */
  listed(): Listed | undefined {
    return this.#current().snapshot.listed(this.#oldest())
  }

  #now(): number {
    return this.#source.api.clock.now()
  }

  #oldest(): number {
    return this.#now() - maxAgeMs
  }

  #current(): Reads<T> {
    const generation = generationOf(this.#source.api)
    if (this.#reads?.generation === generation) return this.#reads
    this.#reads = {
      generation,
      snapshot: new Snapshot(),
      asks: new Map(),
      ending: new AbortController(),
      callers: 0,
      batch: undefined,
      spent: 0,
      listableFrom: Number.NEGATIVE_INFINITY,
    }
    return this.#reads
  }

  /** No caller waits any longer: pending requests end, and the next read starts new ones. */
  #abandon(reads: Reads<T>): void {
    if (this.#reads === reads) this.#reads = undefined
    reads.ending.abort()
  }

  async #ask(reads: Reads<T>, id: Id): Promise<T> {
    const key = String(id)
    const known = reads.asks.get(key)
    if (known !== undefined) return known
    const ask = this.#find(reads, id).finally(() => reads.asks.delete(key))
    reads.asks.set(key, ask)
    return ask
  }

  async #find(reads: Reads<T>, id: Id): Promise<T> {
    const isUnlisted = () => reads.snapshot.lacks(id, this.#oldest())
    while (!isUnlisted()) {
      const batch = (reads.batch ??= this.#begin(reads))
      batch.waiting.add(String(id))
      await batch.ended
      const item = reads.snapshot.take(id, Math.min(batch.begun, this.#oldest()))
      if (item !== undefined) return item
      if (batch.decided.has(String(id))) break
    }
    reads.spent += 1
    return this.#source.get(id, { signal: reads.ending.signal })
  }

  #begin(reads: Reads<T>): Batch {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const batch: Batch = {
      begun: this.#now(),
      waiting: new Set(),
      decided: new Set(),
      ended: promise.finally(() => {
        reads.batch = undefined
      }),
    }
    const decide = () => void this.#decide(reads, batch).then(resolve, reject)
    this.#source.api.clock.after(windowMs, decide)
    return batch
  }

  async #decide(reads: Reads<T>, batch: Batch): Promise<void> {
    const { filter } = this.#source
    batch.decided = new Set(batch.waiting)
    try {
      if (this.#isWorthListing(reads, batch)) await this.#list(reads, batch)
      else if (filter !== undefined && batch.decided.size > 1)
        await this.#filter(reads, batch, filter)
    } catch (error) {
      if (!isOfListingAlone(error)) throw error
      reads.listableFrom = this.#now() + maxAgeMs
    }
  }

  // When single reads have cost as many requests as a listing, the listing is requested, even for few
  // waiting reads. So a run never sends more than about twice the minimum number of requests.
  #isWorthListing(reads: Reads<T>, batch: Batch): boolean {
    if (this.#now() < reads.listableFrom) return false
    return reads.spent + this.#price(batch.decided.size) > (this.#pages ?? guessedPages)
  }

  /** The requests for this number of objects without a listing. */
  #price(objects: number): number {
    return this.#source.filter === undefined ? objects : Math.ceil(objects / filterSize)
  }

  /** A complete listing, or undefined if its first page shows that it is too long. */
  async #list(reads: Reads<T>, batch: Batch): Promise<void> {
    const { api, path, idType } = this.#source
    const begun = this.#now()
    let at = begun
    let isFirst = true
    for await (const page of pages<T>(api, { path, idType, signal: reads.ending.signal })) {
      reads.snapshot.keep(page.items, at)
      if (isFirst) this.#pages = this.#countPages(page)
      if (page.complete !== undefined) this.#close(reads, page.complete, begun)
      else if (isFirst && !this.#isWorthGoingOn(reads, batch)) return
      isFirst = false
      at = this.#now()
    }
  }

  #countPages({ items, total = items.length }: Page<T>): number {
    return Math.max(1, Math.ceil(total / Math.max(1, items.length)))
  }

  #isWorthGoingOn(reads: Reads<T>, { waiting, begun }: Batch): boolean {
    const missing = [...waiting].filter((id) => !reads.snapshot.has(id, begun))
    return (this.#pages ?? 1) - 1 <= reads.spent + this.#price(missing.length)
  }

  #close(reads: Reads<T>, complete: boolean, begun: number): void {
    reads.spent = 0
    if (complete) reads.snapshot.close(begun)
    else reads.listableFrom = this.#now() + maxAgeMs
  }

  async #filter(reads: Reads<T>, batch: Batch, filter: string): Promise<void> {
    const { api, path, idType } = this.#source
    const ids = [...batch.decided]
    for (let from = 0; from < ids.length; from += filterSize) {
      const query = { [filter]: ids.slice(from, from + filterSize).join(',') }
      const at = this.#now()
      reads.spent += 1
      const listing = { path, query, idType, signal: reads.ending.signal }
      for await (const page of pages<T>(api, listing)) reads.snapshot.keep(page.items, at)
    }
  }
}

const readers = new WeakMap<Api, Map<string, BulkReader<Item>>>()

/** The reader of a client for a collection. All its reads use the same one. */
export const bulkReader = <T extends Item>(source: Source<T>): BulkReader<T> => {
  const { api, path } = source
  const known = readers.get(api) ?? new Map<string, BulkReader<Item>>()
  readers.set(api, known)
  // `as`: all objects of a path have the same type, and so does its reader.
  const reader = (known.get(path) as BulkReader<T> | undefined) ?? new BulkReader(source)
  known.set(path, reader)
  return reader
}
