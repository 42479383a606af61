import { Readable } from 'node:stream'
import t from 'tap'
import {
  type FileTally,
  type HostKinds,
  tallyFiles,
  total,
  wronglySkipped,
} from '../../../scripts/testing/tally.ts'

const tally = async (tap: string) => {
  const reported: string[] = []
  const files = await tallyFiles(Readable.from([tap]), ({ file }) => reported.push(file))
  return { files, reported }
}

const file = (body: string, verdict: string, name = 'test/a.ts') =>
  `# Subtest: ${name}\n${body.replaceAll(/^/gm, '    ')}\n${verdict.replace('-', `- ${name}`)}\n`

const cases = {
  'assertions are counted, subtests are not': {
    body: '# Subtest: inner\n    ok 1 - a\n    ok 2 - b\n    1..2\nok 1 - inner\nok 2 - c\n1..2',
    verdict: 'ok 1 - # time=12.6ms',
    counts: { passed: 3, failed: 0, skipped: 0 },
  },
  'a skipped assertion is not a passed one': {
    body: 'ok 1 - a # SKIP no host\nok 2 - b\n1..2',
    verdict: 'ok 1 - # time=12.6ms',
    counts: { passed: 1, failed: 0, skipped: 1 },
  },
  'an assertion that is still to do counts as failed': {
    body: 'ok 1 - a\nnot ok 2 - b # todo\n1..2',
    verdict: 'ok 1 - # time=12.6ms',
    counts: { passed: 1, failed: 1, skipped: 0 },
  },
  'a failure is reported once, and not again for each enclosing subtest': {
    body: '# Subtest: inner\n    not ok 1 - a\n    1..1\nnot ok 1 - inner\n1..1',
    verdict: 'not ok 1 -',
    counts: { passed: 0, failed: 1, skipped: 0 },
  },
  'a file that crashes after good assertions fails': {
    body: 'ok 1 - a\n1..1',
    verdict: 'not ok 1 -',
    counts: { passed: 1, failed: 1, skipped: 0 },
  },
  'a file that is skipped as a whole counts as one skip': {
    body: '1..0 # no host',
    verdict: 'ok 1 - # SKIP no host',
    counts: { passed: 0, failed: 0, skipped: 1 },
  },
}

for (const [title, { body, verdict, counts }] of Object.entries(cases))
  t.test(title, async (t) => {
    const { files, reported } = await tally(`TAP version 14\n${file(body, verdict)}1..1\n`)
    t.match(files, [{ file: 'test/a.ts', ...counts }])
    t.strictSame(reported, ['test/a.ts'])
    t.strictSame(total(files), counts)
  })

t.test('each file has its own numbers, and a failure its full name and diagnostics', async (t) => {
  const bad = '# Subtest: inner\n    not ok 1 - a\n      ---\n      found: 1\n      ...\n    1..1\n'
  const { files } = await tally(
    `TAP version 14\n${file('ok 1 - a\n1..1', 'ok 1 - # time=12.6ms')}${file(`${bad}not ok 1 - inner\n1..1`, 'not ok 2 -', 'test/b.ts')}1..2\n`,
  )
  t.match(files, [
    { file: 'test/a.ts', passed: 1, milliseconds: 13, failures: [] },
    { file: 'test/b.ts', failed: 1, failures: [{ name: 'test/b.ts > inner', diag: { found: 1 } }] },
  ])
})

t.test('a skip is wrong in a host test, and only where there is a host', async (t) => {
  const skip = (file: string, skipped: number): FileTally => ({
    file,
    skipped,
    passed: 1,
    failed: 0,
    milliseconds: 1,
    failures: [],
  })
  const files = [
    skip('test/terraform/a.ts', 1),
    skip('test/terraform/b.ts', 0),
    skip('test/c.ts', 1),
    skip('test/hosts/lifecycle.ts', 1),
    skip('test/hosts/pulumi-program.ts', 1),
  ]
  const skipped = (hosts: HostKinds) => wronglySkipped(files, hosts).map(({ file }) => file)
  t.strictSame(skipped({ terraform: false, pulumi: false }), [])
  t.strictSame(skipped({ terraform: true, pulumi: false }), [
    'test/terraform/a.ts',
    'test/hosts/lifecycle.ts',
  ])
  t.strictSame(skipped({ terraform: false, pulumi: true }), [
    'test/hosts/lifecycle.ts',
    'test/hosts/pulumi-program.ts',
  ])
})
