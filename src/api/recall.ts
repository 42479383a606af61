import type { Api } from './client.ts'
import type { Id } from './id.ts'
import type { Listed } from './snapshot.ts'

/** The objects of a collection that a client has requested. */
export interface Recall {
  note(id: Id): void
  has(id: Id): boolean
  /** One of them was returned. */
  found(): void
  /** Their number, if a listing contains none of them and none was ever returned. Otherwise undefined. */
  lackedBy(listed: Listed): number | undefined
}

const createRecall = (): Recall => {
  const ids = new Set<string>()
  let anyFound = false
  return {
    note: (id) => void ids.add(String(id)),
    has: (id) => ids.has(String(id)),
    found() {
      anyFound = true
    },
    lackedBy: (listed) =>
      anyFound || [...ids].some((id) => listed.has(id)) ? undefined : ids.size,
  }
}

const recalls = new WeakMap<Api, Map<string, Recall>>()

/** The record of a client for the collection of a path. */
export const recallOf = (api: Api, path: string): Recall => {
  const known = recalls.get(api) ?? new Map<string, Recall>()
  recalls.set(api, known)
  const recall = known.get(path) ?? createRecall()
  known.set(path, recall)
  return recall
}
