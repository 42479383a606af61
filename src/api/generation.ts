/** The scope of a count of writes: one account on one host. */
export interface Place {
  readonly hostUrl: string
  readonly account: string
}

// Shared by the process, like the locks. A debug process configures the same account repeatedly, and two
// clients of one account must see each other's writes.
const generations = new Map<string, number>()

const keyOf = ({ hostUrl, account }: Place): string => JSON.stringify([hostUrl, account])

/**
 * Increases at the start and at the end of every write of this process to the account. All collections
 * share it, because a write can affect others: deleting a project deletes its environments.
 */
export const generationOf = (place: Place): number => generations.get(keyOf(place)) ?? 0

const raise = (place: Place): void => void generations.set(keyOf(place), generationOf(place) + 1)

/** Runs a write, and increases the number before and after it. */
export const raising = async <T>(place: Place, write: () => Promise<T>): Promise<T> => {
  raise(place)
  try {
    return await write()
  } finally {
    raise(place)
  }
}
