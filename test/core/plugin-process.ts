import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A plugin's process, before the first call. */
export interface Plugin {
  readonly process: ChildProcess
  readonly pid: number
  /** Its output, line by line. The arrays keep growing. */
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]
  readonly exited: Promise<Exit>
  /** The first past or future line that matches. Rejects with `PluginError` if there is none. */
  stdoutLine(pattern: RegExp): Promise<string>
  stderrLine(pattern: RegExp): Promise<string>
  kill(signal?: NodeJS.Signals): Promise<Exit>
}

export interface StartOptions {
  readonly args?: readonly string[] | undefined
  /** The whole environment of the child except PATH. */
  readonly env?: Readonly<Record<string, string>> | undefined
}

/** The process ended before it did what the host expects. */
export class PluginError extends Error {
  override readonly name = 'PluginError'
  readonly exit: Exit
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]

  constructor(exit: Exit, { stdout, stderr }: Pick<Plugin, 'stdout' | 'stderr'>) {
    super([`the plugin exited with ${exit.code ?? exit.signal}`, ...stdout, ...stderr].join('\n'))
    this.exit = exit
    this.stdout = stdout
    this.stderr = stderr
  }
}

/** Starts a plugin. It ends with this process at the latest. */
export const start = (command: string, { args = [], env = {} }: StartOptions = {}): Plugin => {
  const child = spawn(command, args, { env: { PATH: process.env['PATH'], ...env } })
  const exited = exitOf(child)
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const lines = { stdout: stdout.lines, stderr: stderr.lines }
  const found = (line: Promise<string | undefined>) =>
    line.then(async (text) => {
      if (text === undefined) throw new PluginError(await exited, lines)
      return text
    })
  return {
    ...lines,
    process: child,
    pid: child.pid ?? 0,
    exited,
    stdoutLine: (pattern) => found(stdout.find(pattern)),
    stderrLine: (pattern) => found(stderr.find(pattern)),
    kill: (signal = 'SIGKILL') => {
      child.kill(signal)
      return exited
    },
  }
}

const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

const exitOf = (child: ChildProcess) => {
  running.add(child)
  return new Promise<Exit>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve({ code, signal })
    })
  })
}

const collect = (stream: Readable) => {
  const lines: string[] = []
  const reader = createInterface({ input: stream })
  reader.on('line', (line) => lines.push(line))
  const closed = new Promise<undefined>((resolve) => {
    reader.once('close', () => resolve(undefined))
  })
  const find = (pattern: RegExp) => {
    const printed = lines.find((line) => pattern.test(line))
    return Promise.race([printed ?? nextLine(reader, pattern), closed])
  }
  return { lines, find }
}

const nextLine = (reader: NodeJS.EventEmitter, pattern: RegExp) =>
  new Promise<string>((resolve) => {
    reader.on('line', (line: string) => {
      if (pattern.test(line)) resolve(line)
    })
  })
