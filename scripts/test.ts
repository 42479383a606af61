// The tests with their verdict: `npm test`, or `npm test -- test/api/retry.ts` for some files.
// All of them also hold the coverage of each room to its floor in coverage.json, which
// `npm test -- --raise` lifts to what was reached.
import { spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { inspect, isDeepStrictEqual } from 'node:util'
import { absentHosts } from './hosts/absent-hosts.ts'
import { locateHost } from './hosts/locate.ts'
import {
  belowFloor,
  type FileCoverage,
  isTypesOnly,
  measure,
  metrics,
  type Rooms,
  raise,
} from './testing/coverage.ts'
import { prepareTap } from './testing/prepare-tap.ts'
import { type FileTally, tallyFiles, total, wronglySkipped } from './testing/tally.ts'

const root = join(import.meta.dirname, '..')
const floorsFile = join(root, 'coverage.json')
const report = join(root, '.tap/report/coverage-summary.json')
const args = process.argv.slice(2)
const chosen = args.filter((arg) => !arg.startsWith('-'))

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

const printTally = ({ file, passed, failed, skipped, milliseconds, failures }: FileTally) => {
  const numbers = `${passed} passed, ${failed} failed, ${skipped} skipped`
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${file}: ${numbers} (${milliseconds} ms)`)
  for (const { name, diag } of failures)
    console.log(`\n  ✗ ${name}\n${diag ? inspect(diag, { depth: 6 }) : ''}\n`)
}

const run = async () => {
  const tap = spawn(
    process.execPath,
    [join(root, 'node_modules/.bin/tap'), 'run', '--reporter=tap', ...chosen],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exit = new Promise<number | null>((resolve) => tap.on('close', resolve))
  const files = await tallyFiles(tap.stdout, printTally)
  return { files, exit: await exit }
}

const readReport = (): Record<string, FileCoverage> => {
  const { total: _, ...absolute } = readJson(report)
  return Object.fromEntries(
    Object.entries<FileCoverage>(absolute).map(([path, file]) => [relative(root, path), file]),
  )
}

const tellRooms = (rooms: Rooms) => {
  for (const [room, reached] of Object.entries(rooms)) {
    const figures = metrics.map((metric) => `${reached[metric].toFixed(1)} % of ${metric}`)
    console.log(`${room}: ${figures.join(', ')}`)
  }
}

/** Lifts the floors to what was reached, or says that it can be done. */
const lift = (raised: Rooms, floors: Rooms) => {
  if (isDeepStrictEqual(raised, floors)) return
  if (args.includes('--raise')) writeFileSync(floorsFile, `${JSON.stringify(raised, null, 2)}\n`)
  else console.log('More is covered than coverage.json asks: npm test -- --raise')
}

const coverage = (): string[] => {
  if (!existsSync(report)) return ['no coverage was measured']
  const files = readReport()
  const floors: Rooms = readJson(floorsFile)
  const rooms = globSync('src/*/', { cwd: root })
  const measured = measure(files, rooms)
  tellRooms(measured)
  lift(raise(measured, floors), floors)
  return [...belowFloor(measured, floors), ...neverLoaded(files)]
}

const neverLoaded = (files: Readonly<Record<string, FileCoverage>>): string[] =>
  globSync('src/*/**/*.ts', { cwd: root })
    .filter((file) => !file.includes('/generated/') && !(file in files))
    .filter((file) => !isTypesOnly(readFileSync(join(root, file), 'utf8')))
    .map((file) => `${file}: no test loads it`)

rmSync(report, { force: true })
prepareTap(root)
const { files, exit } = await run()
const has = (program: string): boolean => locateHost(program) !== undefined
const pulumi = ['pulumi', 'pulumi-resource-terraform-provider', 'pulumi-language-yaml']
const hosts = { terraform: has('terraform') || has('tofu'), pulumi: pulumi.every(has) }
const complaints = [
  ...wronglySkipped(files, hosts).map(({ file }) => `${file}: skipped, but there is a host`),
  ...(chosen.length === 0 ? coverage() : []),
  ...(exit === 0 ? [] : [`tap ended with ${exit}`]),
]
for (const absent of absentHosts()) console.log(absent)
for (const complaint of complaints) console.log(`✗ ${complaint}`)
const { passed, failed, skipped } = total(files)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 && complaints.length === 0 ? 0 : 1
