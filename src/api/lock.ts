/** Runs works of one key one after the other, in the order of asking. */
export interface Lock {
  /** `wait` is given the turn of those before, and may reject to give up waiting. */
  run<T>(
    key: string,
    wait: (turn: Promise<void>) => Promise<void>,
    work: () => Promise<T>,
  ): Promise<T>
}

export const createLock = (): Lock => {
  const tails = new Map<string, Promise<void>>()
  return {
    async run(key, wait, work) {
      const turn = tails.get(key) ?? Promise.resolve()
      const done = Promise.withResolvers<void>()
      // One who gives up waiting must not let the next one in before those ahead are done.
      const tail = turn.then(() => done.promise)
      tails.set(key, tail)
      void tail.then(() => tails.get(key) === tail && tails.delete(key))
      try {
        await wait(turn)
        return await work()
      } finally {
        done.resolve()
      }
    },
  }
}
