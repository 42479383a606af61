import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
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
  /** Sends a signal to the command and all that it started, to the command alone, or to all but the command. */
  signal(signal: NodeJS.Signals, to: Receivers): void
  /** What the command started may outlive it. */
  leave(): void
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

export type Receivers = 'group' | 'host' | 'plugin'

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

/** The other processes of the group. */
const followers = (leader: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== leader && groupOf(pid) === leader)

const groupOf = (pid: number): number | undefined => {
  try {
    // After the name in parentheses: state, parent, group.
    const [, , group] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(group)
  } catch {
    return undefined // It has ended since.
  }
}

const signalTo = (leader: number, signal: NodeJS.Signals, to: Receivers): void => {
  if (to === 'group') return void signalGroup(leader, signal)
  for (const pid of to === 'host' ? [leader] : followers(leader)) process.kill(pid, signal)
}

// Not its `close`, which waits for what it left behind: that would hold the pipes open.
const exitOf = async (child: Child, mayLeave: () => boolean) => {
  const [code] = await once(child, 'exit')
  return { code, isLeft: !mayLeave() && signalGroup(child.pid ?? 0, 'SIGKILL') }
}

const outcomeOf = async (
  command: Command,
  child: Child,
  mayLeave: () => boolean,
): Promise<Outcome> => {
  const started = performance.now()
  const [{ code, isLeft }, stdout, stderr] = await Promise.all([
    exitOf(child, mayLeave),
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
  let mayLeave = false
  return {
    outcome: outcomeOf(command, child, () => mayLeave),
    printed: async (part) => printing(child, part),
    interrupt: () => void signalGroup(child.pid ?? 0, 'SIGINT'),
    signal: (signal, to) => signalTo(child.pid ?? 0, signal, to),
    leave: () => {
      mayLeave = true
    },
    kill: () => void signalGroup(child.pid ?? 0, 'SIGKILL'),
  }
}
