import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { checkPrivateFile, writePrivateFile } from '../../src/emulator/private-file.ts'

const makeFolder = (t: Test): string => {
  const folder = mkdtempSync(join(tmpdir(), 'private-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const places: Readonly<Record<string, (file: string) => void>> = {
  nothing: () => {},
  'a file that everybody may read': (file) => writeFileSync(file, 'old', { mode: 0o666 }),
  'a dangling link': (file) => symlinkSync('/no/such/file', file),
}

for (const [title, prepare] of Object.entries(places))
  t.test(`writes for the user alone where there is ${title}`, async (t) => {
    const folder = makeFolder(t)
    const file = join(folder, 'state.json')
    prepare(file)
    await checkPrivateFile(file)
    await writePrivateFile(file, 'new')
    t.equal(readFileSync(file, 'utf8'), 'new')
    t.equal(statSync(file).mode & 0o777, 0o600)
    t.strictSame(readdirSync(folder), ['state.json'])
  })

t.test('replaces a link and not the file that it leads to', async (t) => {
  const folder = makeFolder(t)
  const file = join(folder, 'state.json')
  writeFileSync(join(folder, 'other'), 'other')
  symlinkSync(join(folder, 'other'), file)
  await writePrivateFile(file, 'new')
  t.strictSame(
    [readFileSync(join(folder, 'other'), 'utf8'), readFileSync(file, 'utf8')],
    ['other', 'new'],
  )
})

t.test('leaves the place and the folder as they are when it fails', async (t) => {
  const folder = makeFolder(t)
  mkdirSync(join(folder, 'state.json'))
  await t.rejects(writePrivateFile(join(folder, 'state.json'), 'new'))
  t.strictSame(readdirSync(folder), ['state.json'])
})

for (const file of ['/dev/null', '/proc/self/status', '/no/such/folder/file', tmpdir()])
  t.test(`refuses ${file} before anything is written`, async (t) => {
    if (file.startsWith('/proc') && process.platform !== 'linux') return
    await t.rejects(checkPrivateFile(file))
  })
