import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { platform } from 'node:os'
import type { Plugin } from '../../test/core/plugin-process.ts'
import { askSchema } from '../packaging/ask-schema.ts'
import { inTurn, median } from './statistics.ts'

/** Milliseconds, and MiB. */
export interface Startup {
  /** The reference: the bare runtime with an empty program, from spawn to exit. */
  readonly runtime: number
  /** From spawn to the handshake line, to a TLS connection, to the response of GetProviderSchema. */
  readonly line: number
  readonly connected: number
  readonly answered: number
  /** Resident memory after that response. Undefined if the system has no file that contains it. */
  readonly memory: number | undefined
}

/** Starts the provider as Terraform does, `rounds` times, alternating with the bare runtime. */
export const measureStartup = async (
  runtime: string,
  provider: readonly [command: string, ...args: string[]],
  rounds: number,
): Promise<Startup> => {
  const [command, ...args] = provider
  const [bare, asked] = await inTurn(rounds, [
    () => runBare(runtime),
    () => askSchema(command, args, residentMiB),
  ])
  const times = asked.map((sample) => sample.times)
  return {
    runtime: median(bare),
    line: median(times.map(({ line }) => line)),
    connected: median(times.map(({ connected }) => connected)),
    answered: median(times.map(({ answered }) => answered)),
    memory: platform() === 'linux' ? median(asked.map(({ seen }) => seen)) : undefined,
  }
}

const runBare = async (runtime: string) => {
  const began = performance.now()
  await once(spawn(runtime, ['-e', '0'], { stdio: 'ignore' }), 'exit')
  return performance.now() - began
}

const residentMiB = ({ pid }: Plugin) => {
  if (platform() !== 'linux') return Number.NaN
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}
