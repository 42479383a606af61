import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'

/** How a command ended. */
export interface Outcome {
  /** Null if a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The output of the host, without frames, colors, and wrapped lines. */
  readonly said: string
  readonly milliseconds: number
}

/** A running command. */
export interface Running {
  /** Rejects with LeftoverError if one of its processes is still running when it has ended. */
  readonly outcome: Promise<Outcome>
  /** Resolves when it prints this text from now on, or ends. */
  printed(part: string): Promise<void>
  /** Ctrl-C: sends the signal to the command and its child processes. */
  interrupt(): void
  /** Ends it and its child processes immediately. Does nothing if it has ended. */
  kill(): void
}

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** Thrown if a command does not end as expected. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  constructor({ args }: Command, { code, said }: Outcome) {
    super(`${args.join(' ')} ended with ${code}: ${said}`)
  }
}

/** Thrown if a command leaves processes behind. */
export class LeftoverError extends Error {
  override readonly name = 'LeftoverError'
  constructor({ args }: Command, { said }: Outcome) {
    super(`${args.join(' ')} ended, but processes that it started run on: ${said}`)
  }
}

type Child = ChildProcessByStdio<null, Readable, Readable>

const plain = (output: string): string =>
  stripVTControlCharacters(output).replaceAll(/[╷│╵]/g, ' ').replaceAll(/\s+/g, ' ').trim()

/** Sends a signal to the process group. False if the group has ended. */
const signalGroup = (leader: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-leader, signal)
  } catch {
    return false
  }
}

// Not its `close` event, which waits for leftover processes that hold the pipes open.
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

/** Resolves when the text appears, or at the end of the output. */
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

/** Starts a command as the leader of a new process group. */
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
