import t from 'tap'
import { comparedFiles } from '../../../scripts/bench/peer/compared-files.ts'
import { measurePhases } from '../../../scripts/bench/peer/phases.ts'
import { reportComparison } from '../../../scripts/bench/peer/report-comparison.ts'
import { packagedAlone } from '../../../scripts/packaging/packaged.ts'
import { hosted } from '../../terraform/kit/host.ts'

const wrong: readonly (readonly [readonly string[], RegExp])[] = [
  [[], /^Give the path of the other provider's executable: npm run bench:peer -- /],
  [['one', 'two'], /^Give the path of the other provider's executable/],
  [['/nowhere'], /^\/nowhere is not an executable file\./],
  [[import.meta.dirname], /is not an executable file\./],
  [[import.meta.filename], /is not an executable file\./],
]

for (const [args, message] of wrong)
  t.test(`says what to give instead of: ${args.join(' ') || 'nothing'}`, async (t) => {
    t.throws(() => comparedFiles(args, '/bin/terraform'), { name: 'PeerError', message })
  })

t.test('says that it needs Terraform', async (t) => {
  // `null` stands for a machine without it: an absent argument would be looked up.
  t.throws(() => comparedFiles([process.execPath], null), { message: /needs Terraform/ })
  t.strictSame(comparedFiles([process.execPath], '/bin/terraform'), {
    peer: process.execPath,
    terraform: '/bin/terraform',
  })
})

t.test('reports the minimum and the median of both, and their ratios', async (t) => {
  const ours = [{ 'apply, s': 4 }, { 'apply, s': 3 }, { 'apply, s': 2.5 }]
  const peers = [{ 'apply, s': 2 }, { 'apply, s': 2 }, { 'apply, s': 6 }]
  t.match(
    reportComparison('Tokens', [ours, peers]),
    /^Tokens:\n.*\n +apply, s +2\.5 +3 +2 +2 +1\.25 +1\.50$/,
  )
})

hosted('measures apply, plan, and destroy under Terraform', async (t, { program }) => {
  const provider = await packagedAlone(t.testdir({}))
  const figures = await measurePhases({ terraform: program, provider, tokens: 3 })
  for (const phase of ['apply', 'plan', 'destroy']) {
    t.ok(figures[`${phase}, s`], phase)
    t.ok((figures[`${phase}, requests`] ?? 0) >= 2, phase)
  }
})
