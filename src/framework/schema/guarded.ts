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
