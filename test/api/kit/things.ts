import type { ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { type ApiOptions, type CollectionFacts, collection } from '../../../src/api/index.ts'
import { makeBench } from './api.ts'
import { frame, refusal, type Seen, sendJson, serve, type Test } from './server.ts'

export interface Thing {
  readonly id: number
  readonly name: string
}

/** A collection of things numbered from 1, at most `size` on a page. */
export class ThingSite {
  total: number
  readonly size: number
  /** Those whose listing does not show them, though they exist. */
  readonly unlisted = new Set<number>()
  readonly gone = new Set<number>()
  /** What a listing is answered with instead. */
  onList: ((response: ServerResponse) => void) | undefined
  /** Changes with each write elsewhere. */
  version = 1

  constructor(total: number, size = Number.POSITIVE_INFINITY) {
    this.total = total
    this.size = size
  }

  readonly handler = ({ method, url }: Seen, response: ServerResponse): void => {
    const id = /things\/(\d+)\/$/.exec(url)?.[1]
    if (method !== 'GET') return sendJson(response, 200, frame({ id: Number(id ?? 1) }))
    if (id !== undefined) return this.#one(Number(id), response)
    if (this.onList) return this.onList(response)
    return this.#list(new URL(url, 'http://x').searchParams, response)
  }

  #thing(id: number): Thing {
    return { id, name: `thing ${id} v${this.version}` }
  }

  #exists(id: number): boolean {
    return id >= 1 && id <= this.total && !this.gone.has(id)
  }

  #one(id: number, response: ServerResponse): void {
    if (this.#exists(id)) sendJson(response, 200, frame(this.#thing(id)))
    else sendJson(response, 404, refusal(404, 'Not found.'))
  }

  #list(query: URLSearchParams, response: ServerResponse): void {
    const wanted = query.get('pk__in')?.split(',').map(Number)
    const all = (wanted ?? Array.from({ length: this.total }, (_none, index) => index + 1)).filter(
      (id) => this.#exists(id) && !this.unlisted.has(id),
    )
    const offset = Number(query.get('offset') ?? 0)
    const rows = all.slice(offset, offset + Number(query.get('limit') ?? this.size))
    const pagination = { count: rows.length, total_count: all.length }
    sendJson(
      response,
      200,
      frame(
        rows.map((id) => this.#thing(id)),
        { pagination },
      ),
    )
  }
}

/** A client of the site, whose clock ends the collect window as soon as somebody waits for it. */
export const benchThings = async (
  t: Test,
  site: ThingSite,
  { facts = {}, ...options }: Partial<ApiOptions> & { facts?: Partial<CollectionFacts> } = {},
) => {
  const server = await serve(t, site.handler)
  const bench = makeBench(server.url, { max_retries: 0, ...options })
  const path = 'v3/accounts/{account}/things/'
  const things = collection<Thing>(bench.api, { path, listsAll: true, ...facts })
  /** Lets time pass until the work is done. */
  const settle = async <T>(work: Promise<T>): Promise<T> => {
    const done = new AbortController()
    void Promise.allSettled([work]).then(() => done.abort())
    while (!done.signal.aborted) {
      bench.clock.fire(10)
      await setImmediate()
    }
    return work
  }
  const readAll = async (ids: readonly number[]): Promise<readonly Thing[]> =>
    settle(Promise.all(ids.map(async (id) => things.read(id))))
  /** As a host reads: so many at a time. */
  const readByTens = async (ids: readonly number[]): Promise<readonly Thing[]> => {
    const left = [...ids]
    const found: Thing[] = []
    const worker = async () => {
      for (let id = left.shift(); id !== undefined; id = left.shift())
        found.push(await things.read(id))
    }
    await settle(Promise.all(Array.from({ length: 10 }, worker)))
    return found
  }
  /** What arrived: `list`, `list ?offset=…` or the id of a single read. */
  const asked = (): readonly string[] =>
    server.seen.map(({ method, url }) => {
      const [path = '', query] = url.split('?')
      const last = /things\/(.*?)\/?$/.exec(path)?.[1] || 'list'
      return `${method === 'GET' ? '' : `${method} `}${last}${query ? ` ?${query}` : ''}`
    })
  return { ...bench, server, things, settle, readAll, readByTens, asked }
}

export const ids = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => from + index)
