import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { PlaceTakenError, placeFile } from '../../src/cli/place-file.ts'
import { makeFolder } from './fixture.ts'

/** A file to place, and a place for it that holds `present`, if anything. */
const setUp = (t: Test, present?: string) => {
  const folder = makeFolder(t)
  const source = join(folder, 'source')
  const target = join(folder, 'a/b/target')
  writeFileSync(source, 'new', { mode: 0o600 })
  if (present !== undefined) {
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, present)
  }
  return { source, target }
}

const cases = [
  { title: 'copies a file into folders that it makes', outcome: 'copied' },
  { title: 'leaves the very same file alone', present: 'new', outcome: 'present' },
  {
    title: 'replaces another file when it may',
    present: 'old',
    replace: true,
    outcome: 'replaced',
  },
  { title: 'replaces nothing where nothing is', replace: true, outcome: 'copied' },
]

for (const { title, present, replace = false, outcome } of cases)
  t.test(title, async (t) => {
    const { source, target } = setUp(t, present)
    t.equal(await placeFile(source, target, { replace }), outcome)
    t.equal(readFileSync(target, 'utf8'), 'new')
    t.strictSame(readdirSync(dirname(target)), ['target'], 'nothing is left beside it')
  })

t.test(
  'makes it an executable',
  { skip: process.platform === 'win32' && 'no modes' },
  async (t) => {
    const { source, target } = setUp(t)
    await placeFile(source, target, { replace: false })
    t.equal(statSync(target).mode & 0o777, 0o755)
  },
)

t.test('never overwrites another file unasked', async (t) => {
  const { source, target } = setUp(t, 'old')
  await t.rejects(placeFile(source, target, { replace: false }), PlaceTakenError)
  t.equal(readFileSync(target, 'utf8'), 'old')
})

t.test('replaces a link and not the file that it leads to', async (t) => {
  const { source, target } = setUp(t)
  const elsewhere = join(dirname(source), 'elsewhere')
  writeFileSync(elsewhere, 'old')
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(elsewhere, target)
  await placeFile(source, target, { replace: true })
  t.strictSame([readFileSync(target, 'utf8'), readFileSync(elsewhere, 'utf8')], ['new', 'old'])
})

t.test('leaves nothing of a file that cannot be copied', async (t) => {
  const { target } = setUp(t)
  await t.rejects(placeFile('/nowhere/at/all', target, { replace: false }), { code: 'ENOENT' })
  t.strictSame(readdirSync(dirname(target)), [])
})
