/** The middle value, or the mean of the middle two. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const pick = (index: number) => sorted[index] ?? Number.NaN
  return (pick(Math.floor(middle)) + pick(Math.ceil(middle))) / 2
}

/**
 * Takes two measurements alternately, `rounds` times after a warm-up. Other load on the machine then
 * affects both.
 */
export const inTurn = async <A, B>(
  rounds: number,
  [first, second]: readonly [() => Promise<A>, () => Promise<B>],
): Promise<readonly [readonly A[], readonly B[]]> => {
  await first()
  await second()
  const a: A[] = []
  const b: B[] = []
  for (let round = 0; round < rounds; round += 1) {
    a.push(await first())
    b.push(await second())
  }
  return [a, b]
}
