import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import type { Emulator } from '../../../src/emulator/index.ts'
import { environment, executable } from './scene.ts'

/** A bridge that the engine has started: the leader of a process group, the provider in it. */
export interface BridgeHost {
  readonly socket: string
  /** The rest of the next line that begins with the word. */
  told(word: string): Promise<string>
  /** The exit code, when the bridge itself has ended. */
  readonly ended: Promise<number | null>
  /** As the engine ends a plugin: the signal goes to the bridge and to the provider. */
  interruptGroup(): void
  killBridge(): void
  isGroupAlive(): boolean
}

/** Starts a bridge that makes one token and ends; with the test at the latest, its whole group ends. */
export const startBridge = async (t: Test, emulator: Emulator): Promise<BridgeHost> => {
  const variables = Object.entries(environment(emulator)).map((entry) => entry.join('='))
  const program = join(import.meta.dirname, 'bridge-process.ts')
  const child = spawn(process.execPath, [program, await executable(), ...variables], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const signal = (name: NodeJS.Signals | 0) => signalGroup(child, name)
  t.teardown(() => signal('SIGKILL'))
  const told = reader(child)
  const [, socket = ''] = (await told('started')).split(' ')
  return {
    socket,
    told,
    ended: once(child, 'exit').then(([code]) => code),
    interruptGroup: () => void signal('SIGINT'),
    killBridge: () => void child.kill('SIGKILL'),
    isGroupAlive: () => signal(0),
  }
}

/** False if nothing is left of the group. */
const signalGroup = ({ pid = 0 }: ChildProcess, name: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-pid, name)
  } catch {
    return false
  }
}

/** Raised where the bridge ended without the line that was waited for. */
export class NotToldError extends Error {
  constructor(word: string) {
    super(`the bridge ended before it was ${word}`)
    this.name = 'NotToldError'
  }
}

const reader = ({ stdout }: ChildProcess): BridgeHost['told'] => {
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
