/** Runs tasks with the same key one after another, in the order of the calls. */
export interface Lock {
  /** `wait` receives the completion of the earlier tasks, and may reject to stop waiting. */
  run<T>(
    key: string,
    wait: (previous: Promise<void>) => Promise<void>,
    work: () => Promise<T>,
  ): Promise<T>
}

export const createLock = (): Lock => {
  const tails = new Map<string, Promise<void>>()
  return {
    async run(key, wait, work) {
      const previous = tails.get(key) ?? Promise.resolve()
      const done = Promise.withResolvers<void>()
      // A task that stops waiting must not let the next one start before the earlier ones are done.
      const tail = previous.then(() => done.promise)
      tails.set(key, tail)
      void tail.then(() => tails.get(key) === tail && tails.delete(key))
      try {
        await wait(previous)
        return await work()
      } finally {
        done.resolve()
      }
    },
  }
}
