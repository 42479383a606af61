import { stripVTControlCharacters } from 'node:util'
import type { Terminal, Tone } from './terminal.ts'

/** `note` is worth a look, but nothing is wrong; `skipped` was not looked at. */
export type Mark = 'ok' | 'note' | 'wrong' | 'skipped'

/** What was found out about one thing. */
export interface Verdict {
  readonly mark: Mark
  readonly subject: string
  /** What is so and, where it is not well, what to do. */
  readonly text: string
  /** A line each: what the text speaks of. */
  readonly details?: readonly string[]
}

const TONES: Readonly<Record<Mark, Tone>> = {
  ok: 'green',
  note: 'yellow',
  wrong: 'red',
  skipped: 'dim',
}

const WIDTH = { mark: 'skipped'.length, subject: 'configuration'.length }

/** Lines for a person. Names and messages come from elsewhere: they cannot steer the terminal. */
export const formatVerdict = (
  { mark, subject, text, details = [] }: Verdict,
  { paint }: Pick<Terminal, 'paint'>,
): string => {
  const head = `${paint(TONES[mark], mark.padEnd(WIDTH.mark))}  ${subject.padEnd(WIDTH.subject)}`
  const lines = [text, ...details.map((detail) => `  ${detail}`)].map(stripVTControlCharacters)
  return `${head}  ${lines.join(`\n${' '.repeat(WIDTH.mark + WIDTH.subject + 4)}`)}`
}
