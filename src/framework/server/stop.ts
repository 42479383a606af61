import { writeSync } from 'node:fs'
import { constants } from 'node:os'
import { isatty } from 'node:tty'
import { framesOf } from '../rpc/frames.ts'
import type { Lifetime } from './lifetime.ts'

type Ends = Pick<Lifetime, 'end'>

/** Signals that a terminal sends to all its processes. The host receives them too, and decides. */
const ofTerminal = ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGBREAK'] as const

/** Signals that end a process by default. On SIGUSR1, Node would open a debugger. */
const ofEnd = [
  'SIGTERM',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGVTALRM',
  'SIGXCPU',
  'SIGABRT',
  'SIGIO',
  'SIGPROF',
  'SIGPWR',
  'SIGSTKFLT',
  'SIGSYS',
  'SIGTRAP',
] as const

type Signal = (typeof ofTerminal)[number] | (typeof ofEnd)[number]

/** Undefined on a platform that does not have the signal. */
const numberOf = (signal: Signal): number | undefined => constants.signals[signal]

const handle = (signal: Signal, act: (code: number) => void): void => {
  const number = numberOf(signal)
  if (number !== undefined) process.on(signal, () => act(128 + number))
}

/** In a hosted process, signals of a terminal do nothing. All others end it after the calls in progress. */
export const handleHostedSignals = ({ end }: Ends): void => {
  for (const signal of ofTerminal) handle(signal, () => {})
  for (const signal of ofEnd) handle(signal, (code) => end({ code, isHostGone: false }))
}

// Under `nohup`, no standard stream is a terminal. Nothing else shows that SIGHUP should be ignored, because Node
// resets the signal dispositions that it inherits.
const isOfTerminal = (): boolean => [0, 1, 2].some((fd) => isatty(fd))

/** In a debug process, a signal ends it after the calls in progress, and a second one ends it at once. */
export const handleDebugSignals = ({ end }: Ends): void => {
  const outlivesTerminal = !isOfTerminal()
  let isEnding = false
  const act = (code: number): void => {
    if (isEnding) process.exit(code)
    isEnding = true
    end({ code, isHostGone: false })
  }
  for (const signal of [...ofTerminal, ...ofEnd])
    handle(signal, signal === 'SIGHUP' && outlivesTerminal ? () => {} : act)
}

/** Ends the process when its host has died. */
export const watchParent = ({ end }: Ends, interval = 500): void => {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return
    clearInterval(timer)
    end({ code: 1, isHostGone: true })
  }, interval).unref()
}

/** On Windows, the parent's process ID remains after its end. */
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** An exception outside any call ends the process, but other calls may be creating something, so they come first. */
export const reportCrashes = ({ end }: Ends): void => {
  const crash = (error: unknown): void => {
    report(error)
    end({ code: 1, isHostGone: false })
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
}

/**
 * If the host finds these first words on stderr, it shows the lines as the cause of the crash. The message of the
 * error is omitted, because it may contain a secret.
 */
const report = (error: unknown): void => {
  try {
    writeSync(2, `${[`panic: ${kindOf(error)}`, ...framesOf(error)].join('\n')}\n`)
  } catch {
    // stderr was closed by the host.
  }
}

/** The class name of the error, if it looks like one. */
const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const name: unknown = error.name
  return typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Error'
}
