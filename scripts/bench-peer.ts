/**
 * npm run bench:peer -- PATH: compares this provider with another provider of dbt Cloud, whose executable is
 * at PATH. Both start under the same conditions, and manage 300 SCIM tokens under the same Terraform
 * against the emulator, alternately. Prints the minimum and the median of each figure, and their ratios.
 */
import { copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { comparedFiles, PeerError } from './bench/peer/compared-files.ts'
import { measurePhases } from './bench/peer/phases.ts'
import { reportComparison } from './bench/peer/report-comparison.ts'
import { measureStart } from './bench/peer/start.ts'
import { inTurn } from './bench/statistics.ts'
import { packaged } from './packaging/packaged.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    starts: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '3' },
    tokens: { type: 'string', default: '300' },
  },
})

// Copies, as a user has them: Linux counts more of a file that was just written as resident memory.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bench-peer-')))
const copyOf = (executable: string, name: string): string => {
  copyFileSync(executable, join(folder, name))
  return join(folder, name)
}

try {
  const files = comparedFiles(positionals)
  const { terraform } = files
  const peer = copyOf(files.peer, 'peer')
  const own = copyOf(await packaged(), 'own')
  const tokens = Number(values.tokens)
  console.log(
    reportComparison(
      `Starts (${values.starts} each)`,
      await inTurn(Number(values.starts), [() => measureStart(own), () => measureStart(peer)]),
    ),
  )
  const phases = (provider: string) => async () => measurePhases({ terraform, provider, tokens })
  console.log(
    reportComparison(
      `${tokens} tokens under Terraform, 50 ms latency (${values.rounds} rounds each)`,
      await inTurn(Number(values.rounds), [phases(own), phases(peer)]),
    ),
  )
} catch (error) {
  if (!(error instanceof PeerError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
