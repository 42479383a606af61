import { styleText } from 'node:util'

export type Tone = 'green' | 'red' | 'yellow' | 'dim'

/** The only way out of this room for text. */
export interface Terminal {
  /** A line of the answer, on stdout. */
  readonly print: (text: string) => void
  /** A line about the answer, or why there is none, on stderr: a pipe does not get it. */
  readonly remark: (text: string) => void
  /** Text for `print`, coloured where stdout shows colours. */
  readonly paint: (tone: Tone, text: string) => string
}

type Environment = Readonly<Record<string, string | undefined>>

/** Whether to colour what goes to a stream. A NO_COLOR that is not empty forbids it (no-color.org). */
export const showsColour = (stream: { readonly isTTY?: boolean }, env: Environment): boolean =>
  stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'

const forgiveClosedPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error
}

/** The terminal, or whatever stdout and stderr are. */
export const openTerminal = (env: Environment): Terminal => {
  const { stdout, stderr } = process
  // Of `schema | head` the reader may be gone before we are done.
  stdout.on('error', forgiveClosedPipe)
  const coloured = showsColour(stdout, env)
  return {
    print: (text) => void stdout.write(`${text}\n`),
    remark: (text) => void stderr.write(`${text}\n`),
    paint: (tone, text) => (coloured ? styleText(tone, text, { validateStream: false }) : text),
  }
}
