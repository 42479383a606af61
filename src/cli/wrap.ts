/** Characters that take two columns, by their East Asian width, and pictures. A guess here is on the safe side. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u

const columnsOf = (character: string): number => (WIDE.test(character) ? 2 : 1)

const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + columnsOf(character), 0)

/** A word in pieces that fit: what a terminal breaks by itself would begin at its left edge. */
const breakWord = (word: string, width: number): readonly string[] => {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && widthOf(piece) + columnsOf(character) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

interface WrapOptions {
  /** Long words stay whole: paths that a person may copy. Not for texts that others wrote. */
  readonly keepWords?: boolean
}

const fill = (pieces: readonly string[], width: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    const longer = line === '' ? piece : `${line} ${piece}`
    if (line === '' || widthOf(longer) <= width) line = longer
    else {
      lines.push(line)
      line = piece
    }
  }
  return [...lines, line]
}

const endsInStump = (lines: readonly string[]): boolean =>
  lines.length > 1 && !lines.at(-1)?.includes(' ')

/** A word alone on the last line gets company if that takes no further line. */
const withoutStump = (pieces: readonly string[], width: number): readonly string[] => {
  const lines = fill(pieces, width)
  if (!endsInStump(lines)) return lines
  for (let narrower = width - 1; narrower >= width * 0.75; narrower -= 1) {
    const others = fill(pieces, narrower)
    if (others.length > lines.length) break
    if (!endsInStump(others)) return others
  }
  return lines
}

/** Lines of at most `width` columns. Every run of white space, line ends included, is one break. */
export const wrap = (
  text: string,
  width: number,
  { keepWords = false }: WrapOptions = {},
): readonly string[] => {
  const room = Math.max(1, width)
  const words = text.split(/\s+/)
  return withoutStump(keepWords ? words : words.flatMap((word) => breakWord(word, room)), room)
}

/** The same with each line moved to the right by `indent`, unless that leaves no room to read. */
export const wrapIndented = (text: string, indent: number, width: number): string => {
  const margin = ' '.repeat(Math.min(indent, Math.max(1, width - MIN_TEXT)))
  return wrap(text, width - margin.length)
    .map((line) => `${margin}${line}`)
    .join('\n')
}

/** Columns that a text needs to be read well. */
export const MIN_TEXT = 20
