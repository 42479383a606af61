import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

/** An emulator in a process of its own, started with these flags; its account is 1. */
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
    /** Interrupts it, and waits for its end. */
    end: async () => {
      child.kill('SIGINT')
      await exit
    },
  }
}
