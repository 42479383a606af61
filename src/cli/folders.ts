import { mkdir, rmdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf, FileError } from './file-error.ts'

class NotAFolder extends Error {
  override readonly name = 'NotAFolder'
  readonly code = 'ENOTDIR'
}

/** @throws FileError where something else has the name */
const isFolder = async (path: string): Promise<boolean> => {
  try {
    if ((await stat(path)).isDirectory()) return true
  } catch (error) {
    // Of a path below a file, the file is found further up.
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return false
    throw new FileError('use', path, error)
  }
  throw new FileError('use', path, new NotAFolder('it is not a directory'))
}

/** The missing folders, the topmost first. */
const missingFolders = async (folder: string): Promise<readonly string[]> => {
  if (await isFolder(folder)) return []
  const parent = dirname(folder)
  return parent === folder ? [folder] : [...(await missingFolders(parent)), folder]
}

/** Removes folders as long as they are empty. */
export const removeEmpty = async (folders: readonly string[]): Promise<void> => {
  for (const folder of folders) {
    try {
      await rmdir(folder)
    } catch {
      // One that is not empty, or not ours, stays, and so do those above it.
      return
    }
  }
}

/** True if it was made here: another process may make the same one. */
const makeFolder = async (folder: string): Promise<boolean> => {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await isFolder(folder))) return false
    throw new FileError('create', folder, error)
  }
}

/**
 * Makes a folder and those above it, one by one: a `mkdir` of all at once never returns in some file
 * systems, such as /proc. Resolves to the folders that it made, the deepest first.
 *
 * @throws FileError, and removes what it has made
 */
export const makeFolders = async (folder: string): Promise<readonly string[]> => {
  let made: readonly string[] = []
  try {
    for (const missing of await missingFolders(folder))
      if (await makeFolder(missing)) made = [missing, ...made]
    return made
  } catch (error) {
    await removeEmpty(made)
    throw error
  }
}
