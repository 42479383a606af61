import type { Flags, Values } from './flags.ts'
import type { Terminal } from './terminal.ts'

/** 0: success. 1: something is wrong. 2: the command line is invalid. */
export type ExitCode = 0 | 1 | 2

/** What surrounds a command. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  /** Serves, under this source address, as a plugin that hosts attach to. Resolves when it listens. */
  readonly serveDebug: (address: string) => Promise<void>
}

interface Typed<F extends Flags> {
  /** What `--help` says besides the options: paragraphs, with an empty line between them. */
  readonly about: string
  readonly flags: F
  /** @throws UsageError for invalid values */
  run(values: Values<F>, context: Context): Promise<ExitCode>
}

/** One thing that a person may type. */
export type Command = Typed<Flags>

/** A command whose options are known to its `run` by their types. */
export const command = <const F extends Flags>(typed: Typed<F>): Command => typed
