import { type Ending, nameCall } from './call.ts'
import type { Api } from './client.ts'
import { ApiError, StoppedError, TransportError, UnauthorizedError } from './errors.ts'
import { generationOf } from './generation.ts'
import type { Id, IdType } from './id.ts'
import { type Item, type Page, pages } from './pages.ts'
import { type Listed, maxAgeMs, Snapshot } from './snapshot.ts'
import { unlessAborted } from './stop.ts'

/** A collection whose listing tells of each object all that its own path does. */
export interface Source<T extends Item> {
  readonly api: Api
  readonly path: string
  /** The query parameter that takes ids, joined by commas, if the endpoint has one: `pk__in`. */
  readonly filter: string | undefined
  readonly idType?: IdType | undefined
  /** One object by a request of its own. */
  get(id: Id, ending: Ending): Promise<T>
}

/** Reads that arrive within this time of the first are decided upon together. */
const windowMs = 10

// Before the first page has told how long a listing is: more reads than this are worth asking for it.
const guessedPages = 2

/** Ids in one filter, so that the address stays short. */
const filterSize = 100

/** One decision: the reads that wait for it, and those that it was made for. */
interface Turn {
  readonly begun: number
  readonly waiting: Set<string>
  judged: ReadonlySet<string>
  readonly ended: Promise<void>
}

/** What was read since the last write, and is under way: nothing of it outlives the next write. */
interface Era<T extends Item> {
  readonly generation: number
  readonly snapshot: Snapshot<T>
  readonly asks: Map<string, Promise<T>>
  /** Ends what is shared, when the last caller has gone. */
  readonly ending: AbortController
  callers: number
  turn: Turn | undefined
  /** Requests for single objects since the last whole listing. */
  spent: number
  /** After a listing that failed or was not whole, no other is tried until then. */
  listableFrom: number
}

/** True if single reads may succeed where the listing has failed. */
const isOfListingAlone = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.status !== 429 &&
  !(error instanceof StoppedError) &&
  !(error instanceof TransportError) &&
  !(error instanceof UnauthorizedError)

/** Reads objects one by one or by a listing, whichever takes fewer requests. */
export class BulkReader<T extends Item> {
  readonly #source: Source<T>
  #era: Era<T> | undefined
  /** How many requests a whole listing takes, once a first page has told. */
  #pages: number | undefined

  constructor(source: Source<T>) {
    this.#source = source
  }

  /** @throws as the source's `get`; StoppedError for this caller alone if its signal is aborted */
  async read(id: Id, ending: Ending): Promise<T> {
    const { api, path } = this.#source
    const stopped = () => new StoppedError(nameCall({ method: 'GET', path }, api), false)
    const signal = api.endingSignal(ending)
    if (signal.aborted) throw stopped()
    const era = this.#current()
    const known = era.snapshot.take(id, this.#oldest())
    if (known !== undefined) return known
    era.callers += 1
    try {
      return await unlessAborted(this.#ask(era, id), signal, stopped)
    } finally {
      era.callers -= 1
      if (era.callers === 0 && era.asks.size > 0) this.#abandon(era)
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

  #current(): Era<T> {
    const generation = generationOf(this.#source.api)
    if (this.#era?.generation === generation) return this.#era
    this.#era = {
      generation,
      snapshot: new Snapshot(),
      asks: new Map(),
      ending: new AbortController(),
      callers: 0,
      turn: undefined,
      spent: 0,
      listableFrom: Number.NEGATIVE_INFINITY,
    }
    return this.#era
  }

  /** Nobody waits any more: what is under way ends, and the next read joins none of it. */
  #abandon(era: Era<T>): void {
    if (this.#era === era) this.#era = undefined
    era.ending.abort()
  }

  async #ask(era: Era<T>, id: Id): Promise<T> {
    const key = String(id)
    const known = era.asks.get(key)
    if (known !== undefined) return known
    const ask = this.#find(era, id).finally(() => era.asks.delete(key))
    era.asks.set(key, ask)
    return ask
  }

  async #find(era: Era<T>, id: Id): Promise<T> {
    const isUnlisted = () => era.snapshot.lacks(id, this.#oldest())
    while (!isUnlisted()) {
      const turn = (era.turn ??= this.#begin(era))
      turn.waiting.add(String(id))
      await turn.ended
      const item = era.snapshot.take(id, Math.min(turn.begun, this.#oldest()))
      if (item !== undefined) return item
      if (turn.judged.has(String(id))) break
    }
    era.spent += 1
    return this.#source.get(id, { signal: era.ending.signal })
  }

  #begin(era: Era<T>): Turn {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const turn: Turn = {
      begun: this.#now(),
      waiting: new Set(),
      judged: new Set(),
      ended: promise.finally(() => {
        era.turn = undefined
      }),
    }
    const decide = () => void this.#decide(era, turn).then(resolve, reject)
    this.#source.api.clock.after(windowMs, decide)
    return turn
  }

  async #decide(era: Era<T>, turn: Turn): Promise<void> {
    const { filter } = this.#source
    turn.judged = new Set(turn.waiting)
    try {
      if (this.#isWorthListing(era, turn)) await this.#list(era, turn)
      else if (filter !== undefined && turn.judged.size > 1) await this.#filter(era, turn, filter)
    } catch (error) {
      if (!isOfListingAlone(error)) throw error
      era.listableFrom = this.#now() + maxAgeMs
    }
  }

  // Once as much was spent on single objects as a listing costs, the listing is made, however few reads
  // wait at the time: so no run takes more than about twice the requests that the best choice takes.
  #isWorthListing(era: Era<T>, turn: Turn): boolean {
    if (this.#now() < era.listableFrom) return false
    return era.spent + this.#price(turn.judged.size) > (this.#pages ?? guessedPages)
  }

  /** The requests that so many objects take without a listing. */
  #price(objects: number): number {
    return this.#source.filter === undefined ? objects : Math.ceil(objects / filterSize)
  }

  /** A whole listing, given up after its first page if that says that it is too long. */
  async #list(era: Era<T>, turn: Turn): Promise<void> {
    const { api, path, idType } = this.#source
    const begun = this.#now()
    let at = begun
    let isFirst = true
    for await (const page of pages<T>(api, { path, idType, signal: era.ending.signal })) {
      era.snapshot.keep(page.items, at)
      if (isFirst) this.#pages = this.#countPages(page)
      if (page.complete !== undefined) this.#close(era, page.complete, begun)
      else if (isFirst && !this.#isWorthGoingOn(era, turn)) return
      isFirst = false
      at = this.#now()
    }
  }

  #countPages({ items, total = items.length }: Page<T>): number {
    return Math.max(1, Math.ceil(total / Math.max(1, items.length)))
  }

  #isWorthGoingOn(era: Era<T>, { waiting, begun }: Turn): boolean {
    const missing = [...waiting].filter((id) => !era.snapshot.has(id, begun))
    return (this.#pages ?? 1) - 1 <= era.spent + this.#price(missing.length)
  }

  #close(era: Era<T>, complete: boolean, begun: number): void {
    era.spent = 0
    if (complete) era.snapshot.close(begun)
    else era.listableFrom = this.#now() + maxAgeMs
  }

  async #filter(era: Era<T>, turn: Turn, filter: string): Promise<void> {
    const { api, path, idType } = this.#source
    const ids = [...turn.judged]
    for (let from = 0; from < ids.length; from += filterSize) {
      const query = { [filter]: ids.slice(from, from + filterSize).join(',') }
      const at = this.#now()
      era.spent += 1
      const listing = { path, query, idType, signal: era.ending.signal }
      for await (const page of pages<T>(api, listing)) era.snapshot.keep(page.items, at)
    }
  }
}

const readers = new WeakMap<Api, Map<string, BulkReader<Item>>>()

/** The one reader that a client has for a collection, so that all its reads meet there. */
export const bulkReader = <T extends Item>(source: Source<T>): BulkReader<T> => {
  const { api, path } = source
  const known = readers.get(api) ?? new Map<string, BulkReader<Item>>()
  readers.set(api, known)
  // `as`: the objects below one path are of one kind, so its reader is of the kind it was made for.
  const reader = (known.get(path) as BulkReader<T> | undefined) ?? new BulkReader(source)
  known.set(path, reader)
  return reader
}
