/** Thrown when an author's function returns a promise where the result is needed at once. */
export class PromiseError extends Error {
  readonly of: string
  constructor(of: string) {
    super(
      `${of} returned a promise. It must return its result. This is an error in the provider. Please report it.`,
    )
    this.name = 'PromiseError'
    this.of = of
  }
}

/**
 * What an author's function returned, unless it is a promise: the rejection of a promise that nobody awaits would end
 * the process.
 *
 * @throws PromiseError
 */
export const immediate = <T>(of: string, returned: T): T => {
  if (!(returned instanceof Promise)) return returned
  returned.catch(() => {})
  throw new PromiseError(of)
}

/** Whether an author's function returned true. False if it throws, or returns anything else. */
export const isTrue = (work: () => unknown): boolean =>
  guarded(false, () => immediate('A condition', work()) === true)

/**
 * The result of `work`, or `otherwise` if it throws. For values of authors, whose getters, proxies, and equalities
 * may do anything.
 */
export const guarded = <T>(otherwise: T, work: () => T): T => {
  try {
    return work()
  } catch {
    return otherwise
  }
}
