import { printableLine } from '../framework/index.ts'
import type { Terminal, Tone } from './terminal.ts'
import { wrap, wrapIndented } from './wrap.ts'

/** `note` is worth a look, but nothing is wrong; `skipped` was not checked. */
export type Mark = 'ok' | 'note' | 'wrong' | 'skipped'

/** What was found out about one thing. */
export interface Verdict {
  readonly mark: Mark
  readonly subject: string
  /** What was found and, where something is wrong, what to do. */
  readonly text: string
  /** A line each: what the text is about. */
  readonly details?: readonly string[]
}

const TONES: Readonly<Record<Mark, Tone>> = {
  ok: 'green',
  note: 'yellow',
  wrong: 'red',
  skipped: 'dim',
}

const WIDTH = { mark: 'skipped'.length, subject: 'configuration'.length }
const INDENT = WIDTH.mark + WIDTH.subject + 4

/** Below this, a column of text beside the names is harder to read than one below them. */
const MIN_COLUMN = 32

/**
 * Lines for a person. Only a verdict begins at the left edge: names and messages come from servers and files, and
 * must not look like verdicts, whatever they contain and however narrow the terminal is.
 */
export const formatVerdict = (
  { mark, subject, text, details = [] }: Verdict,
  { paint, columns }: Pick<Terminal, 'paint' | 'columns'>,
): string => {
  const isNarrow = columns - INDENT < MIN_COLUMN
  const indent = isNarrow ? 2 : INDENT
  const name = isNarrow ? subject : subject.padEnd(WIDTH.subject)
  const head = `${paint(TONES[mark], isNarrow ? mark : mark.padEnd(WIDTH.mark))}  ${name}`
  const [first = '', ...others] = wrap(printableLine(text), columns - indent)
  const margin = ' '.repeat(indent)
  return [
    isNarrow ? `${head}\n${margin}${first}` : `${head}  ${first}`,
    ...others.map((line) => margin + line),
    ...details.map((detail) => wrapIndented(printableLine(detail), indent + 2, columns)),
  ].join('\n')
}
