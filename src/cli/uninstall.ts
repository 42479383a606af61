import { lstat, readdir, unlink } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { printableLine } from '../framework/index.ts'
import { type Context, command } from './command.ts'
import { codeOf, FileError } from './file-error.ts'
import { removeEmpty } from './folders.ts'
import { type Mirror, mirrorFlags, openMirror, placeInMirror } from './mirror.ts'
import { NotThisProvider, providerVersion } from './provider-version.ts'
import { wrap } from './wrap.ts'

const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')

/** The versions in a mirror: folders, not links to what lies elsewhere. */
const versionsIn = async ({ folder, address }: Mirror): Promise<readonly string[]> => {
  const path = join(folder, address)
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch (error) {
    if (isAbsent(error)) return []
    throw new FileError('read', path, error)
  }
}

/** Whether something is in the place of an executable, in a folder that is no link. */
const isPresent = async (file: string): Promise<boolean> => {
  try {
    return (await lstat(dirname(file))).isDirectory() && (await lstat(file)) !== undefined
  } catch (error) {
    if (isAbsent(error)) return false
    throw new FileError('read', file, error)
  }
}

/** The executables of this machine's platform in a mirror. */
const executablesIn = async (mirror: Mirror): Promise<readonly string[]> => {
  const versions = await versionsIn(mirror)
  const files = versions.map((version) => join(mirror.folder, placeInMirror(mirror, version)))
  const present = await Promise.all(files.map(isPresent))
  return files.filter((_, index) => present[index])
}

/** From the folder of a file up to the mirror and, for the implied one, Terraform's own folder. */
const foldersOf = (file: string, { folder, isImplied }: Mirror): readonly string[] => {
  const top = isImplied ? dirname(folder) : folder
  const upward = (at: string): readonly string[] =>
    at === top || !at.startsWith(`${top}${sep}`) ? [at] : [at, ...upward(dirname(at))]
  return upward(dirname(file))
}

/** The reason why a file stays; undefined once it is removed. */
const remove = async (file: string, mirror: Mirror, env: Context['env']) => {
  try {
    await providerVersion(file, env)
  } catch (error) {
    if (error instanceof NotThisProvider) return error.message
    throw error
  }
  await unlink(file).catch((error: unknown) => {
    throw new FileError('remove', file, error)
  })
  await removeEmpty(foldersOf(file, mirror))
  return undefined
}

const remains =
  'If you added a filesystem_mirror block for this provider to your CLI configuration, remove it. In each ' +
  'configuration that used the provider, remove its block from .terraform.lock.hcl and run "terraform init" ' +
  'again: Terraform then installs the provider from the registry.'

export const uninstall = command({
  about:
    'Undoes the install command: removes every version of this provider for this platform from the ' +
    'filesystem mirror, and the directories that are empty after that. An executable of another provider under ' +
    'the same address stays.',
  flags: mirrorFlags,
  run: async (choice, { env, terminal }) => {
    const mirror = openMirror(choice, env)
    const { remark, columns } = terminal
    const say = (text: string): void =>
      remark(wrap(printableLine(text), columns, { keepWords: true }).join('\n'))
    const files = await executablesIn(mirror)
    if (files.length === 0)
      say(`Nothing to remove: no version of ${mirror.address} is in ${mirror.folder}.`)
    let isRemoved = true
    for (const file of files) {
      const reason = await remove(file, mirror, env)
      say(reason === undefined ? `Removed ${file}` : `Kept ${file}: ${reason}.`)
      isRemoved &&= reason === undefined
    }
    if (files.length > 0) {
      remark('')
      say(remains)
    }
    return isRemoved ? 0 : 1
  },
})
