import type { Ending } from './call.ts'
import { isAbsent, LeftBehindError, NotFoundError } from './errors.ts'
import type { Item } from './pages.ts'
import { detached, pollUntil, type Search } from './search.ts'

/** The removal of an object that lost its secret. */
export interface Removal<T extends Item> extends Search<T> {
  readonly secretField: string
}

const leftBehind = <T extends Item>(job: Removal<T>, item: T, cause: unknown): LeftBehindError => {
  const fields = { ...item, [job.secretField]: null }
  return new LeftBehindError(job.call, { id: String(item.id), fields }, cause)
}

/** True once it is proven; a 404 alone means that the listing may lag behind. */
const isGone = async <T extends Item>(
  job: Removal<T>,
  item: T,
  ending: Ending,
): Promise<boolean> => {
  try {
    await job.collection.get(item.id, ending)
    return false
  } catch (error) {
    if (isAbsent(error)) return true
    if (error instanceof NotFoundError) return false
    throw error
  }
}

const isRemoved = async <T extends Item>(job: Removal<T>, item: T): Promise<boolean> =>
  detached(job, async (ending) => {
    await job.collection.delete(item.id, ending)
    const gone = await pollUntil(job, ending.signal, async () =>
      (await isGone(job, item, ending)) ? true : undefined,
    )
    return gone === true
  })

/** Deletes an object and confirms that it is gone. @throws LeftBehindError */
export const remove = async <T extends Item>(job: Removal<T>, item: T): Promise<void> => {
  try {
    if (await isRemoved(job, item)) return
  } catch (error) {
    if (isAbsent(error)) return
    throw leftBehind(job, item, error)
  }
  throw leftBehind(job, item, undefined)
}
