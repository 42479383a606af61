import type { Api } from './client.ts'
import type { Id } from './id.ts'
import type { Listed } from './snapshot.ts'

/** Which objects of a collection a client was asked for. */
export interface Recall {
  note(id: Id): void
  /** One of them was returned. */
  found(): void
  /** How many there are, if a listing has none of them and none was ever returned; otherwise undefined. */
  lackedBy(listed: Listed): number | undefined
}

const createRecall = (): Recall => {
  const ids = new Set<string>()
  let anyFound = false
  return {
    note: (id) => void ids.add(String(id)),
    found() {
      anyFound = true
    },
    lackedBy: (listed) =>
      anyFound || [...ids].some((id) => listed.has(id)) ? undefined : ids.size,
  }
}

const recalls = new WeakMap<Api, Map<string, Recall>>()

/** The one memory that a client has for the collection below a path. */
export const recallOf = (api: Api, path: string): Recall => {
  const known = recalls.get(api) ?? new Map<string, Recall>()
  recalls.set(api, known)
  const recall = known.get(path) ?? createRecall()
  known.set(path, recall)
  return recall
}
