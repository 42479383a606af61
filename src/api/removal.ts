import type { Ending } from './call.ts'
import { isAbsent, LeftBehindError, NotFoundError } from './errors.ts'
import type { Item } from './pages.ts'
import { detached, pollUntil, type Search } from './search.ts'

/** The removal of an object that is in no state. */
export interface Removal<T extends Item> extends Search<T> {
  /** The field with the lost value, if there is one. */
  readonly secretField: (keyof T & string) | undefined
}

const leftBehind = <T extends Item>(job: Removal<T>, item: T, cause: unknown): LeftBehindError => {
  const lost = job.secretField === undefined ? {} : { [job.secretField]: null }
  return new LeftBehindError(job.call, { id: String(item.id), fields: { ...item, ...lost } }, cause)
}

/** True if someone else has deleted it, or if it is deleted now. */
const deleteOnce = async <T extends Item>(job: Removal<T>, item: T, ending: Ending) => {
  try {
    await job.collection.delete(item.id, ending)
  } catch (error) {
    if (!isAbsent(error) && !(error instanceof NotFoundError)) throw error
  }
}

/** True if a complete listing does not contain it. The next create uses the same listing. */
const isUnlisted = async <T extends Item>(job: Removal<T>, item: T, ending: Ending) => {
  const { items, complete } = await job.collection.list(ending)
  return complete && !items.some(({ id }) => String(id) === String(item.id))
}

const isRemoved = async <T extends Item>(job: Removal<T>, item: T): Promise<boolean> =>
  detached(job, async (ending) => {
    await deleteOnce(job, item, ending)
    const gone = await pollUntil(job, ending.signal, async () =>
      (await isUnlisted(job, item, ending)) ? true : undefined,
    )
    return gone === true
  })

/** Deletes an object and confirms the deletion. @throws LeftBehindError */
export const remove = async <T extends Item>(job: Removal<T>, item: T): Promise<void> => {
  try {
    if (await isRemoved(job, item)) return
  } catch (error) {
    throw leftBehind(job, item, error)
  }
  throw leftBehind(job, item, undefined)
}
