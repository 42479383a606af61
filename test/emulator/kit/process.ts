import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

/** An emulator in a separate process, started with these flags. Its account is 1. */
export const emulatedBy = async (t: Test, ...flags: readonly string[]) => {
  const child = spawn(process.execPath, [main, 'emulator', ...flags])
  t.teardown(() => child.kill())
  const exit = once(child, 'exit')
  const output = createInterface(child.stdout)
  const [line] = await once(output, 'line')
  const url = /http:\S+(?=,)/.exec(String(line))?.[0] ?? ''
  return {
    fetch: async (path: string, init: RequestInit = {}) =>
      fetch(url + path, { ...init, headers: { authorization: 'Token emulator' } }),
    /** Interrupts it, and waits until it has ended. */
    end: async () => {
      child.kill('SIGINT')
      await exit
    },
  }
}
