import { type Ending, nameCall } from './call.ts'
import type { Before } from './candidates.ts'
import type { Api } from './client.ts'
import type { Collection } from './collection.ts'
import { StoppedError } from './errors.ts'
import type { Item } from './pages.ts'
import { unlessAborted } from './stop.ts'

/** A listing, with its objects. */
export interface First<T extends Item> extends Before {
  readonly items: readonly T[]
}

// One per client: each command of a debug process creates a client, and so lists again.
const firsts = new WeakMap<Api, Map<string, Promise<First<Item>>>>()

const firstsOf = (api: Api): Map<string, Promise<First<Item>>> => {
  const known = firsts.get(api) ?? new Map<string, Promise<First<Item>>>()
  firsts.set(api, known)
  return known
}

/** What exists now, from a new listing. */
export const listNow = async <T extends Item>(
  collection: Collection<T>,
  ending: Ending,
): Promise<First<T>> => {
  const { items, complete } = await collection.list(ending)
  return { ids: new Set(items.map(({ id }) => String(id))), complete, items }
}

/** Starts the listing. One that fails or is incomplete is not kept. */
const begin = async <T extends Item>(
  collection: Collection<T>,
  ending: Ending,
): Promise<First<T>> => {
  const known = firstsOf(collection.api)
  try {
    const before = await listNow(collection, ending)
    if (!before.complete) known.delete(collection.path)
    return before
  } catch (error) {
    known.delete(collection.path)
    throw error
  }
}

/**
 * What existed before the first create of this client. One listing serves all creates that follow; objects that
 * others create later are recognized by their creation time.
 *
 * @throws ApiError
 */
export const listFirst = async <T extends Item>(
  collection: Collection<T>,
  signal: AbortSignal,
): Promise<First<T>> => {
  const { api, path } = collection
  const known = firstsOf(api)
  const first = known.get(path) ?? begin(collection, { signal, stoppable: false })
  known.set(path, first)
  const stopped = () => new StoppedError(nameCall({ method: 'GET', path }, api), false)
  try {
    // `as`: the collections of one path have the same objects.
    return (await unlessAborted(first, signal, stopped)) as First<T>
  } catch (error) {
    // The create that started the listing was stopped, but this one was not.
    if (error instanceof StoppedError && !signal.aborted) return listFirst(collection, signal)
    throw error
  }
}
