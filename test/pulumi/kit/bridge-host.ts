import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import type { Emulator } from '../../../src/emulator/index.ts'
import { environment, executable } from './scene.ts'

/** A bridge that the engine has started. It leads a process group with the provider in it. */
export interface BridgeHost {
  readonly socket: string
  /** The rest of the next line that begins with the word. */
  printed(word: string): Promise<string>
  /** The exit code of the bridge, when it has ended. */
  readonly ended: Promise<number | null>
  /** Sends the signal to the bridge and the provider, as the engine does to end a plugin. */
  interruptGroup(): void
  killBridge(): void
  isGroupAlive(): boolean
}

/** Starts a bridge that creates one token and ends. Its whole group ends with the test at the latest. */
export const startBridge = async (t: Test, emulator: Emulator): Promise<BridgeHost> => {
  const variables = Object.entries(environment(emulator)).map((entry) => entry.join('='))
  const program = join(import.meta.dirname, 'bridge-process.ts')
  const child = spawn(process.execPath, [program, await executable(), ...variables], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const signal = (name: NodeJS.Signals | 0) => signalGroup(child, name)
  t.teardown(() => signal('SIGKILL'))
  const printed = reader(child)
  const [, socket = ''] = (await printed('started')).split(' ')
  return {
    socket,
    printed,
    ended: once(child, 'exit').then(([code]) => code),
    interruptGroup: () => void signal('SIGINT'),
    killBridge: () => void child.kill('SIGKILL'),
    isGroupAlive: () => signal(0),
  }
}

/** False if all processes of the group have ended. */
const signalGroup = ({ pid = 0 }: ChildProcess, name: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-pid, name)
  } catch {
    return false
  }
}

/** Thrown if the bridge ends without printing the expected line. */
export class NotToldError extends Error {
  constructor(word: string) {
    super(`the bridge ended before it printed "${word}"`)
    this.name = 'NotToldError'
  }
}

const reader = ({ stdout }: ChildProcess): BridgeHost['printed'] => {
  if (stdout === null) throw new NotToldError('started')
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  return async (word) => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new NotToldError(word)
      if (value.startsWith(word)) return value.slice(word.length + 1)
    }
  }
}
