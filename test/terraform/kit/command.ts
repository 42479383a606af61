import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'

/** How a command ended. */
export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** What the host said, without the frames, colours and line ends that it puts into its texts. */
  readonly said: string
  readonly milliseconds: number
}

/** A command under way. */
export interface Running {
  /** Rejects with LeftoverError if a process of it is still there when it has ended. */
  readonly outcome: Promise<Outcome>
  /** Resolves once it prints this from now on, or ends. */
  printed(part: string): Promise<void>
  /** Ctrl-C: the signal goes to the command and to all that it started. */
  interrupt(): void
  /** Ends it and all that it started at once; nothing where it has ended. */
  kill(): void
}

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** Raised where a command did not end as it had to. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  constructor({ args }: Command, { code, said }: Outcome) {
    super(`${args.join(' ')} ended with ${code}: ${said}`)
  }
}

/** Raised where a command left processes behind. */
export class LeftoverError extends Error {
  override readonly name = 'LeftoverError'
  constructor({ args }: Command, { said }: Outcome) {
    super(`${args.join(' ')} ended, but processes that it started run on: ${said}`)
  }
}

type Child = ChildProcessByStdio<null, Readable, Readable>

const plain = (output: string): string =>
  stripVTControlCharacters(output).replaceAll(/[╷│╵]/g, ' ').replaceAll(/\s+/g, ' ').trim()

/** Sends a signal to the whole group; false if nothing is left of it. */
const signalGroup = (leader: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-leader, signal)
  } catch {
    return false
  }
}

// Not its `close`, which waits for what it left behind: that would hold the pipes open.
const exitOf = async (child: Child) => {
  const [code] = await once(child, 'exit')
  return { code, isLeft: signalGroup(child.pid ?? 0, 'SIGKILL') }
}

const outcomeOf = async (command: Command, child: Child): Promise<Outcome> => {
  const started = performance.now()
  const [{ code, isLeft }, stdout, stderr] = await Promise.all([
    exitOf(child),
    text(child.stdout),
    text(child.stderr),
  ])
  const milliseconds = Math.round(performance.now() - started)
  const outcome = { code, stdout, stderr, said: plain(`${stdout}\n${stderr}`), milliseconds }
  if (isLeft) throw new LeftoverError(command, outcome)
  return outcome
}

/** Resolves once the text has come, or when there is no more to come. */
const printing = async ({ stdout }: Child, part: string): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let seen = ''
  stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString()
    if (seen.includes(part)) resolve()
  })
  stdout.once('end', resolve)
  return promise
}

/** Starts a command as the leader of a process group of its own. */
export const start = (command: Command): Running => {
  const { program, args, folder, env } = command
  const child = spawn(program, args, {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return {
    outcome: outcomeOf(command, child),
    printed: async (part) => printing(child, part),
    interrupt: () => void signalGroup(child.pid ?? 0, 'SIGINT'),
    kill: () => void signalGroup(child.pid ?? 0, 'SIGKILL'),
  }
}
