import { randomUUID } from 'node:crypto'
import { type Api, createLock } from '../api/index.ts'
import type { Private } from '../framework/index.ts'

/** What a verb of a singleton has at hand. */
export interface Holding {
  readonly api: Api
  readonly private: Private
}

// Of the process, like the object itself: one process may serve several clients of one account.
const lock = createLock()
const holders = new Map<string, string>()

/** The key in the private state. */
const mark = 'singleton_holder'

/**
 * An object that every account has exactly once, such as a configuration. A resource that is renamed or
 * replaced may create its successor first (`create_before_destroy`; Pulumi always does). Both are the same
 * object, so the deletion of the former one must not undo what the successor has set.
 */
export interface Singleton {
  /** Sets the object, and makes this resource its holder. Warns if another one has set it in this process. */
  set<T>(
    holding: Holding & { readonly warnOfOther: () => void },
    work: () => Promise<T>,
  ): Promise<T>
  /** Resets the object; false, and nothing is done, if another resource has set it in this process. */
  reset(holding: Holding, work: () => Promise<void>): Promise<boolean>
}

const inOrder = async <T>(key: string, work: () => Promise<T>): Promise<T> =>
  lock.run(key, async (previous) => previous, work)

/** @param name names the object within an account, in this process */
export const singleton = (name: string): Singleton => {
  const keyOf = ({ hostUrl, account }: Api) => JSON.stringify([hostUrl, account, name])
  return {
    set: async ({ api, private: kept, warnOfOther }, work) => {
      const key = keyOf(api)
      return inOrder(key, async () => {
        const former = holders.get(key)
        const result = await work()
        if (former !== undefined && former !== kept.get(mark)) warnOfOther()
        const holder = randomUUID()
        holders.set(key, holder)
        kept.set(mark, holder)
        return result
      })
    },
    reset: async ({ api, private: kept }, work) => {
      const key = keyOf(api)
      return inOrder(key, async () => {
        const holder = holders.get(key)
        if (holder !== undefined && holder !== kept.get(mark)) return false
        await work()
        holders.delete(key)
        return true
      })
    },
  }
}
