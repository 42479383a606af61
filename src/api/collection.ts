import { type CallName, type Ending, type Method, withAccount } from './call.ts'
import type { Api } from './client.ts'
import { AbsentError, NotFoundError, StoppedError, UnreadableAnswerError } from './errors.ts'
import { type Id, type Item, isItem, type Listing, list } from './pages.ts'

/** The objects below one path, of which `T` says what the endpoint tells. */
export interface Collection<T extends Item> {
  readonly api: Api
  /** As calls have it: `v3/accounts/{account}/groups/`. */
  readonly path: string
  /** @throws AbsentError if it is proven not to exist; NotFoundError if a 404 proves nothing */
  get(id: Id, ending?: Ending): Promise<T>
  list(ending?: Ending): Promise<Listing<T>>
  /** One POST, never repeated after it may have taken effect. */
  create(body: object, ending?: Ending): Promise<T>
  /** @throws as `get` */
  delete(id: Id, ending?: Ending): Promise<void>
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

/** Turns a JSON 404 into the proof of absence, if there is one. */
const judgeNotFound = async <T extends Item>(
  collection: Collection<T>,
  { id, ending, error }: { id: Id; ending: Ending; error: unknown },
): Promise<unknown> => {
  if (!(error instanceof NotFoundError)) return error
  const gone = await isMissing(collection, id, ending)
  return gone ? new AbsentError({ method: error.method, path: error.path, status: 404 }) : error
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

/**
 * @example
 * const tokens = collection<Token>(api, { path: 'v3/accounts/{account}/scim-config/tokens/' })
 */
export const collection = <T extends Item>(
  api: Api,
  { path }: { readonly path: string },
): Collection<T> => {
  const name = (method: Method, each: string): CallName => ({
    method,
    path: `/${withAccount(each, api.account)}`,
  })
  // `as` below: that there is an id is checked; the other fields are the caller's knowledge.
  const pathOf = (id: Id) => itemPath(path, id)
  const self: Collection<T> = {
    api,
    path,
    async get(id, ending = {}) {
      try {
        const data = await api.request({ ...ending, method: 'GET', path: pathOf(id) })
        return readItem(data, name('GET', pathOf(id))) as T
      } catch (error) {
        throw await judgeNotFound(self, { id, ending, error })
      }
    },
    list: async (ending = {}) => list<T>(api, { ...ending, path }),
    async create(body, ending = {}) {
      const data = await api.request({ ...ending, method: 'POST', path, body })
      return readItem(data, name('POST', path)) as T
    },
    async delete(id, ending = {}) {
      try {
        await api.request({ ...ending, method: 'DELETE', path: pathOf(id) })
      } catch (error) {
        throw await judgeNotFound(self, { id, ending, error })
      }
    },
  }
  return self
}
