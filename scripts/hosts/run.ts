import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { text } from 'node:stream/consumers'

/** The last line that a program printed says what is wrong. */
const lastLine = (printed: string): string => printed.trim().split('\n').at(-1) ?? ''

/** Runs a program, and returns why it failed, or undefined. */
export const run = async (
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env'>,
): Promise<string | undefined> => {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  const [[code], printed] = await Promise.all([once(child, 'exit'), text(child.stderr)])
  return code === 0 ? undefined : lastLine(printed) || `${basename(program)} ended with ${code}`
}
