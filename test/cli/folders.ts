import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { FileError } from '../../src/cli/file-error.ts'
import { makeFolders, removeEmpty } from '../../src/cli/folders.ts'
import { makeFolder } from './fixture.ts'

t.test('makes what lacks, and says what it made', async (t) => {
  const folder = makeFolder(t)
  mkdirSync(join(folder, 'a'))
  t.strictSame(await makeFolders(join(folder, 'a/b/c')), [
    join(folder, 'a/b/c'),
    join(folder, 'a/b'),
  ])
  t.strictSame(await makeFolders(join(folder, 'a/b/c')), [])
})

t.test('goes through a link to a folder', async (t) => {
  const folder = makeFolder(t)
  mkdirSync(join(folder, 'real'))
  symlinkSync('real', join(folder, 'link'))
  await makeFolders(join(folder, 'link/a'))
  t.ok(existsSync(join(folder, 'real/a')))
})

t.test('makes the same folders twice at once', async (t) => {
  const folder = makeFolder(t)
  await Promise.all(Array.from({ length: 8 }, async () => makeFolders(join(folder, 'a/b/c/d'))))
  t.ok(existsSync(join(folder, 'a/b/c/d')))
})

t.test('leaves no folder when it fails halfway', async (t) => {
  const folder = makeFolder(t)
  const target = join(folder, 'a/b', 'x'.repeat(300))
  await t.rejects(makeFolders(target), FileError)
  t.notOk(existsSync(join(folder, 'a')))
})

t.test('names the file that is in the way', async (t) => {
  const folder = makeFolder(t)
  writeFileSync(join(folder, 'file'), '')
  const error = await t.rejects(makeFolders(join(folder, 'file/a/b')), FileError)
  t.match(error, { path: join(folder, 'file') })
})

t.test('removes folders as long as they are empty', async (t) => {
  const folder = makeFolder(t)
  mkdirSync(join(folder, 'a/b/c'), { recursive: true })
  writeFileSync(join(folder, 'a/file'), '')
  await removeEmpty(['a/b/c', 'a/b', 'a', '.'].map((name) => join(folder, name)))
  t.notOk(existsSync(join(folder, 'a/b')))
  t.ok(existsSync(join(folder, 'a/file')))
})
