/** How many letters must be added, removed, replaced or swapped to make one word of the other. */
const distance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const edited = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (isSame ? 0 : 1),
      )
      row.push(isSwap ? Math.min(edited, at(i - 2, j - 2) + 1) : edited)
    }
  }
  return at(a.length, b.length)
}

/** A word may be wrong in one letter of three, or be the beginning of the right one. */
const costOf = (typed: string, known: string): number => {
  if (typed.length > 1 && known.startsWith(typed)) return 0
  const cost = distance(typed, known)
  return cost <= Math.max(1, Math.floor(known.length / 3)) ? cost : Number.POSITIVE_INFINITY
}

/** Longer words are no slips of the finger. */
const LONGEST = 40

/** ` Did you mean "doctor"?` for a word that is close to one of those known, else nothing. */
export const suggestion = (typed: string, known: readonly string[]): string => {
  if (typed.length > LONGEST) return ''
  const word = typed.toLowerCase().replace(/^-+/, '')
  const [best] = known
    .map((name) => ({ name, cost: costOf(word, name.replace(/^-+/, '')) }))
    .filter(({ cost }) => cost !== Number.POSITIVE_INFINITY)
    .sort((a, b) => a.cost - b.cost)
  return best === undefined ? '' : ` Did you mean "${best.name}"?`
}
