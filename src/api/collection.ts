import { bulkReader } from './bulk.ts'
import { type Call, type CallName, type Ending, nameCall, pickName } from './call.ts'
import type { Api } from './client.ts'
import { AbsentError, NotFoundError, StoppedError, UnreadableAnswerError } from './errors.ts'
import { type Id, type Item, isItem, type Listing, list } from './pages.ts'

/** The objects below one path, of which `T` says what the endpoint tells. */
export interface Collection<T extends Item> {
  readonly api: Api
  /** As calls have it: `v3/accounts/{account}/groups/`. */
  readonly path: string
  /**
   * The object as it is now, by a request of its own.
   * @throws AbsentError if it is proven not to exist; NotFoundError if a 404 proves nothing
   */
  get(id: Id, ending?: Ending): Promise<T>
  /**
   * The object as it was at most 10 s ago and after this process's last write: read together with
   * others by one listing, where the collection is declared for it and that takes fewer requests.
   * @throws as `get`
   */
  read(id: Id, ending?: Pick<Ending, 'signal'>): Promise<T>
  list(ending?: Ending): Promise<Listing<T>>
  /** One POST, never repeated after it may have taken effect. */
  create(body: object, ending?: Ending): Promise<T>
  /** @throws as `get` */
  delete(id: Id, ending?: Ending): Promise<void>
}

/** What one object says of its collection. */
export interface CollectionFacts {
  /** As calls have it: `v3/accounts/{account}/groups/`. */
  readonly path: string
  /** True if the listing tells of each object all that the object's own path tells. */
  readonly listsAll?: boolean
  /** The listing's query parameter that takes ids, joined by commas, if there is one: `pk__in`. */
  readonly filter?: string
}

const sameId = (a: Id, b: Id): boolean => String(a) === String(b)

/** True if the collection answers, whole, without the object. Any doubt is false. */
const isMissing = async <T extends Item>(
  collection: Collection<T>,
  id: Id,
  ending: Ending,
): Promise<boolean> => {
  try {
    const { items, complete } = await collection.list(ending)
    return complete && !items.some((item) => sameId(item.id, id))
  } catch (error) {
    if (error instanceof StoppedError) throw error
    return false
  }
}

/** Ends as the work does, but a JSON 404 becomes the proof of absence, if there is one. */
const orAbsent = async <R>(work: Promise<R>, prove: () => Promise<boolean>): Promise<R> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof NotFoundError) || !(await prove())) throw error
    throw new AbsentError({ ...pickName(error), status: 404 })
  }
}

const readItem = (data: unknown, name: CallName): Item => {
  if (isItem(data)) return data
  throw new UnreadableAnswerError({ ...name, status: 200 }, 'it holds no object with an id')
}

/** With a slash at its end if the collection's path has one. */
const itemPath = (path: string, id: Id): string => {
  const slash = path.endsWith('/') ? '/' : ''
  return `${path.slice(0, path.length - slash.length)}/${encodeURIComponent(String(id))}${slash}`
}

/** Sends a call whose answer is one object. @throws UnreadableAnswerError if it is none */
const requestItem = async <T extends Item>(api: Api, call: Call): Promise<T> => {
  const data = await api.request(call)
  // `as`: that there is an id is checked; the other fields are the caller's knowledge.
  return readItem(data, nameCall(call, api)) as T
}

/**
 * @example
 * const tokens = collection<Token>(api, { path: 'v3/accounts/{account}/scim-config/tokens/', listsAll: true })
 */
export const collection = <T extends Item>(
  api: Api,
  { path, listsAll = false, filter }: CollectionFacts,
): Collection<T> => {
  const prove = (id: Id, ending: Ending) => async () => isMissing(self, id, ending)
  const ask = async (id: Id, ending: Ending): Promise<T> =>
    requestItem(api, { ...ending, method: 'GET', path: itemPath(path, id) })
  const reader = bulkReader<T>({
    api,
    path,
    filter,
    get: async (id, ending, isUnlisted) =>
      orAbsent(ask(id, ending), async () => isUnlisted() || prove(id, ending)()),
  })
  const self: Collection<T> = {
    api,
    path,
    get: async (id, ending = {}) => orAbsent(ask(id, ending), prove(id, ending)),
    read: async (id, ending = {}) => (listsAll ? reader.read(id, ending) : self.get(id, ending)),
    list: async (ending = {}) => list<T>(api, { ...ending, path }),
    create: async (body, ending = {}) =>
      requestItem(api, { ...ending, method: 'POST', path, body }),
    delete: async (id, ending = {}) => {
      const call = { ...ending, method: 'DELETE', path: itemPath(path, id) } as const
      await orAbsent(api.request(call), prove(id, ending))
    },
  }
  return self
}
