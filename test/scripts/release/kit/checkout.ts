import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { commitAll, git } from './git.ts'

const root = join(import.meta.dirname, '../../../..')

/**
 * A repository of its own with the sources as they are now, all of it committed, and the packages
 * that are installed here.
 */
export const checkout = (t: Test): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'release-test-')))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const files = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z')
  for (const file of files.split('\0').filter((file) => file && existsSync(join(root, file))))
    cpSync(join(root, file), join(folder, file))
  linkPackages(folder)
  commitAll(folder)
  return folder
}

/** Not their cache, which contains earlier results. */
const linkPackages = (folder: string) => {
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')]
  mkdirSync(to)
  for (const name of readdirSync(from).filter((name) => name !== '.cache'))
    symlinkSync(join(from, name), join(to, name))
}
