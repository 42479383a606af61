/**
 * npm run bench: measures the startup time, its parts, and the requests of a refresh. Each figure is the
 * median of 15 runs. Ratios compare with the bare runtime in the same rounds, because milliseconds
 * depend on the machine. With --check, it fails above the limits.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportSplit, reportStartup } from './bench/report-startup.ts'
import { benchRequests } from './bench/requests.ts'
import { prepareSplit, type Split } from './bench/split.ts'
import { measureStartup, type Startup } from './bench/startup.ts'
import { bundleTexts, packageTarget } from './packaging/package-target.ts'
import { runtimeOf } from './packaging/runtime.ts'
import { executableName, hostTarget } from './packaging/target.ts'

const ROUNDS = 15
const LIMITS = { ratio: 3, memory: 90 }

const isWithin = ({ answered, runtime, memory = 0 }: Startup) =>
  answered / runtime <= LIMITS.ratio && memory <= LIMITS.memory

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
try {
  const target = hostTarget()
  const runtime = await runtimeOf(target)
  const made = join(import.meta.dirname, '../dist', executableName(target))
  await packageTarget(target, await bundleTexts(), made)
  // A copy, as a user has it. Linux caches a newly written file in large pieces, and then counts more
  // of it as resident memory.
  const executable = join(folder, executableName(target))
  copyFileSync(made, executable)
  const load = await prepareSplit(runtime, folder)
  const splits: Split[] = []
  for (let round = 0; round < ROUNDS; round += 1) splits.push(await load())
  console.log(reportSplit(splits))
  const startup = await measureStartup(runtime, [executable], ROUNDS)
  console.log(reportStartup('The executable', startup))
  for (const line of await benchRequests()) console.log(line)
  if (process.argv.includes('--check') && !isWithin(startup)) {
    console.error(`above ${LIMITS.ratio} times the bare runtime or ${LIMITS.memory} MiB`)
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
