/** Where writes are counted: one account at one host. */
export interface Place {
  readonly hostUrl: string
  readonly account: string
}

// Of the process, like the locks: a debug process configures the same account again and again, and two
// clients of one account see each other's writes.
const generations = new Map<string, number>()

const keyOf = ({ hostUrl, account }: Place): string => JSON.stringify([hostUrl, account])

/**
 * Rises at the start and at the end of every write of this process to the account. It is one number for
 * all collections, because a write reaches further than its path: a project takes its environments along.
 */
export const generationOf = (place: Place): number => generations.get(keyOf(place)) ?? 0

const raise = (place: Place): void => void generations.set(keyOf(place), generationOf(place) + 1)

/** Runs a write between its two rises. */
export const raising = async <T>(place: Place, write: () => Promise<T>): Promise<T> => {
  raise(place)
  try {
    return await write()
  } finally {
    raise(place)
  }
}
