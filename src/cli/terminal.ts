import { getSystemErrorMessage, styleText } from 'node:util'

export type Tone = 'green' | 'red' | 'yellow' | 'dim'

/** The only way out of this room for text. */
export interface Terminal {
  /** The columns that a line may have. */
  readonly columns: number
  /** A line of the answer, on stdout. */
  readonly print: (text: string) => void
  /** A line about the answer, or why there is none, on stderr: a pipe does not get it. */
  readonly remark: (text: string) => void
  /** Text for `print`, colored where stdout shows colors. */
  readonly paint: (tone: Tone, text: string) => string
  /** What to do once stdout takes no more text. Default: the process ends with 1. */
  readonly onLost: (act: () => void) => void
}

type Environment = Readonly<Record<string, string | undefined>>

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Whether to color what goes to a stream. A NO_COLOR that is not empty forbids it (no-color.org). */
export const showsColor = (stream: Stream, env: Environment): boolean =>
  stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'

const DEFAULT_COLUMNS = 80

/** The width of the first stream that is a terminal, else what COLUMNS says, else 80. */
export const columnsFor = (streams: readonly Stream[], { COLUMNS = '' }: Environment): number => {
  const terminal = streams.find(({ isTTY, columns }) => isTTY && columns)
  if (terminal?.columns) return terminal.columns
  // Nine digits are a number that every part of this program can work with.
  return /^\d{1,9}$/.test(COLUMNS) && Number(COLUMNS) > 0 ? Number(COLUMNS) : DEFAULT_COLUMNS
}

const reasonOf = ({ errno, message }: NodeJS.ErrnoException): string =>
  errno === undefined ? message : getSystemErrorMessage(errno)

const endProcess = (): void => process.exit(1)

/** The terminal, or whatever stdout and stderr are. */
export const openTerminal = (env: Environment): Terminal => {
  const { stdout, stderr } = process
  const write = stdout.write.bind(stdout)
  const remark = (text: string): void => void stderr.write(`${text}\n`)
  let act = endProcess
  // `once`: of all the lines that do not arrive, only the first is worth a word.
  stdout.once('error', (error) => {
    stdout.on('error', () => {})
    remark(`Cannot write to stdout: ${reasonOf(error)}.`)
    process.exitCode = 1
    act()
  })
  // Its reader is gone, so there is no place to report that.
  stderr.on('error', () => {})
  const isColored = showsColor(stdout, env)
  return {
    columns: columnsFor([stdout, stderr], env),
    print: (text) => void write(`${text}\n`),
    remark,
    paint: (tone, text) => (isColored ? styleText(tone, text, { validateStream: false }) : text),
    onLost: (instead) => {
      act = instead
    },
  }
}
