/**
 * The result of `work`, or `otherwise` where it throws: for what authors write and what they throw, where
 * a getter, a proxy or an equality may do anything.
 */
export const guarded = <T>(otherwise: T, work: () => T): T => {
  try {
    return work()
  } catch {
    return otherwise
  }
}
