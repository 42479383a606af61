/** The pages that are not up to date, by path. */
export interface Difference {
  readonly missing: readonly string[]
  readonly differing: readonly string[]
  readonly surplus: readonly string[]
}

type Pages = ReadonlyMap<string, string>

/** Compares the pages that exist with those that are expected. */
export const difference = (wanted: Pages, present: Pages): Difference => {
  const paths = [...wanted.keys()]
  return {
    missing: paths.filter((path) => !present.has(path)),
    differing: paths.filter((path) => present.has(path) && present.get(path) !== wanted.get(path)),
    surplus: [...present.keys()].filter((path) => !wanted.has(path)),
  }
}
