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

t.test('a room is measured over all its files, by their size', async (t) => {
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

t.test('a room below its floor is named with metric, figure and floor', async (t) => {
  const measured = { 'src/api': { ...all(96), branches: 94.994 } }
  t.strictSame(belowFloor(measured, { 'src/api': all(95) }), [
    'src/api: 94.99 % of branches covered, the floor is 95 %',
  ])
  t.strictSame(belowFloor(measured, { 'src/api': all(94) }), [])
})

t.test('a room that vanished is below its floor', async (t) => {
  t.equal(belowFloor({}, { 'src/api': all(95) }).length, 4)
})

t.test('a floor rises to the whole per cent reached and never falls', async (t) => {
  const measured = { 'src/api': { ...all(97.9), lines: 94 }, 'src/new': all(80.5) }
  t.strictSame(raise(measured, { 'src/api': all(95) }), {
    'src/api': { ...all(97), lines: 95 },
    'src/new': all(80),
  })
})

t.test('a file is types only when nothing of it runs', async (t) => {
  const sources = {
    "/** Doc. */\nimport type { A } from './a.ts'\nexport interface B extends A {}\n": true,
    "// why\nexport type { A } from './a.ts'\nexport {}\n": true,
    'export type A = 1\nexport const a = 1\n': false,
    "import './a.ts'\n": false,
  }
  for (const [source, expected] of Object.entries(sources))
    t.equal(isTypesOnly(source), expected, source)
})
