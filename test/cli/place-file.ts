import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { FileError } from '../../src/cli/file-error.ts'
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

const { signal } = new AbortController()

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
    t.equal(await placeFile({ source, target, replace, signal }), outcome)
    t.equal(readFileSync(target, 'utf8'), 'new')
    t.strictSame(readdirSync(dirname(target)), ['target'], 'nothing is left beside it')
  })

t.test(
  'makes it an executable',
  { skip: process.platform === 'win32' && 'no modes' },
  async (t) => {
    const { source, target } = setUp(t)
    await placeFile({ source, target, replace: false, signal })
    t.equal(statSync(target).mode & 0o777, 0o755)
  },
)

t.test('never overwrites another file unasked', async (t) => {
  const { source, target } = setUp(t, 'old')
  await t.rejects(placeFile({ source, target, replace: false, signal }), PlaceTakenError)
  t.equal(readFileSync(target, 'utf8'), 'old')
})

t.test('replaces a link and not the file that it leads to', async (t) => {
  const { source, target } = setUp(t)
  const elsewhere = join(dirname(source), 'elsewhere')
  writeFileSync(elsewhere, 'old')
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(elsewhere, target)
  await placeFile({ source, target, replace: true, signal })
  t.strictSame([readFileSync(target, 'utf8'), readFileSync(elsewhere, 'utf8')], ['new', 'old'])
})

t.test('leaves nothing of a file that cannot be copied, nor the folders for it', async (t) => {
  const { target } = setUp(t)
  const source = '/nowhere/at/all'
  const error = await t.rejects(placeFile({ source, target, replace: false, signal }), FileError)
  t.match(error, { message: `Cannot write ${target}: no such file or directory.` })
  t.notOk(existsSync(dirname(dirname(target))))
})

t.test('leaves nothing when it is interrupted', async (t) => {
  const { source, target } = setUp(t)
  const placed = placeFile({ source, target, replace: false, signal: AbortSignal.abort() })
  await t.rejects(placed, { message: 'Interrupted. Nothing was installed.' })
  t.notOk(existsSync(dirname(dirname(target))))
})

t.test('leaves another file in place when it cannot be replaced', async (t) => {
  const { target } = setUp(t, 'old')
  const source = dirname(target)
  await t.rejects(placeFile({ source, target, replace: true, signal }), FileError)
  t.strictSame(readdirSync(dirname(target)), ['target'])
  t.equal(readFileSync(target, 'utf8'), 'old')
})

t.test('takes neither a folder nor a pipe for a file', async (t) => {
  const { source, target } = setUp(t)
  mkdirSync(target, { recursive: true })
  await t.rejects(placeFile({ source, target, replace: true, signal }), FileError)
  t.ok(statSync(target).isDirectory())
  const pipe = join(dirname(target), 'pipe')
  execFileSync('mkfifo', [pipe])
  await t.rejects(placeFile({ source, target: pipe, replace: true, signal }), FileError)
})

t.test('follows no link that waits under a guessed name', async (t) => {
  const { source, target } = setUp(t)
  mkdirSync(dirname(target), { recursive: true })
  const victim = join(dirname(source), 'victim')
  writeFileSync(victim, 'untouched')
  for (const name of [`.half-written-${process.pid}`, '.tmp', 'target.tmp'])
    symlinkSync(victim, join(dirname(target), name))
  await placeFile({ source, target, replace: false, signal })
  t.equal(readFileSync(victim, 'utf8'), 'untouched')
})
