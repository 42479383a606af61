import { randomBytes } from 'node:crypto'
import { access, constants, lstat, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Something is in the place of the file that must not be replaced. */
class NotAFileError extends Error {
  override readonly name = 'NotAFileError'
}

/**
 * Checks that a file can be written here, before there is anything to lose.
 *
 * @throws an error that gives the reason
 */
export const checkPrivateFile = async (file: string): Promise<void> => {
  const present = await lstat(file).catch(() => undefined)
  // A link is replaced by the file. A device must never be.
  if (present && !present.isFile() && !present.isSymbolicLink())
    throw new NotAFileError('it is not a regular file')
  await access(dirname(file), constants.W_OK | constants.X_OK)
}

/**
 * Writes a file that only the user may read, all of it or nothing. A file that is in its place is
 * replaced and not written to: its mode, and what a link leads to, do not matter.
 */
export const writePrivateFile = async (file: string, text: string): Promise<void> => {
  const temporary = join(dirname(file), `.${randomBytes(16).toString('hex')}.tmp`)
  const handle = await open(temporary, 'wx', 0o600)
  try {
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
