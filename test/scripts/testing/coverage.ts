import t from 'tap'
import { belowFloor, isTypesOnly, measure, raise } from '../../../scripts/testing/coverage.ts'

const all = (value: number) => ({
  statements: value,
  branches: value,
  functions: value,
  lines: value,
})

const file = (covered: number, of: number) => {
  const one = { covered, total: of }
  return { statements: one, branches: one, functions: one, lines: one }
}

t.test('measures a room over all its files, weighted by size', async (t) => {
  const files = {
    'src/api/a.ts': file(90, 90),
    'src/api/b/c.ts': file(0, 10),
    'test/x.ts': file(0, 9),
  }
  t.strictSame(measure(files, ['src/api', 'src/none']), {
    'src/api': all(90),
    'src/none': all(100),
  })
})

t.test(
  'names a room below its minimum, with the metric, the coverage, and the minimum',
  async (t) => {
    const measured = { 'src/api': { ...all(96), branches: 94.994 } }
    t.strictSame(belowFloor(measured, { 'src/api': all(95) }), [
      'src/api: 94.99% of branches covered, the minimum is 95%',
    ])
    t.strictSame(belowFloor(measured, { 'src/api': all(94) }), [])
  },
)

t.test('reports a removed room as below its minimum', async (t) => {
  t.equal(belowFloor({}, { 'src/api': all(95) }).length, 4)
})

t.test('raises a minimum to the whole percentage reached, and never lowers it', async (t) => {
  const measured = { 'src/api': { ...all(97.9), lines: 94 }, 'src/new': all(80.5) }
  t.strictSame(raise(measured, { 'src/api': all(95) }), {
    'src/api': { ...all(97), lines: 95 },
    'src/new': all(80),
  })
})

t.test('recognizes a file that contains only types', async (t) => {
  const sources = {
    "/** Doc. */\nimport type { A } from './a.ts'\nexport interface B extends A {}\n": true,
    "// why\nexport type { A } from './a.ts'\nexport {}\n": true,
    'export type A = 1\nexport const a = 1\n': false,
    "import './a.ts'\n": false,
  }
  for (const [source, expected] of Object.entries(sources))
    t.equal(isTypesOnly(source), expected, source)
})
