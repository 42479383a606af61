import { execFile } from 'node:child_process'
import { constants, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { executableName, hostTarget } from './target.ts'

const root = join(import.meta.dirname, '../..')

/**
 * The executable of this checkout for this machine, made if it is missing or older than the sources;
 * that takes some six seconds. In a process of its own: pkg prints, and changes the working directory.
 */
export const packaged = async (): Promise<string> => {
  await promisify(execFile)(process.execPath, [join(root, 'scripts/package.ts')], {
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  return join(root, 'dist', executableName(hostTarget()))
}

/** A copy of it that is alone in a new folder within `folder`. */
export const packagedAlone = async (folder: string): Promise<string> => {
  const executable = await packaged()
  const alone = join(folder, 'alone')
  mkdirSync(alone)
  const copy = join(alone, basename(executable))
  copyFileSync(executable, copy, constants.COPYFILE_FICLONE)
  return copy
}

let folder: Promise<string> | undefined

const makeFolder = async (): Promise<string> => {
  const made = mkdtempSync(join(tmpdir(), 'provider-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  await packagedAlone(made)
  return join(made, 'alone')
}

/** A folder that holds the executable and nothing else, for as long as this process lives. */
export const packagedFolder = async (): Promise<string> => (folder ??= makeFolder())
