import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { codeOf, FileError } from './file-error.ts'
import { makeFolders, removeEmpty } from './folders.ts'

/** Another file is in the place. */
export class PlaceTakenError extends Error {
  override readonly name = 'PlaceTakenError'
  readonly file: string
  constructor(file: string) {
    super(`${file} already exists and has different content. Use --force to replace it.`)
    this.file = file
  }
}

/** The user asked the process to end. */
class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
  constructor() {
    super('Interrupted. Nothing was installed.')
  }
}

const digest = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(file), hash)
  } catch (error) {
    throw new FileError('read', file, error)
  }
  return hash.digest('hex')
}

class NotAFile extends Error {
  override readonly name = 'NotAFile'
  readonly code = 'EEXIST'
}

/** @throws FileError where there is something that is not a file: to read a pipe would take forever */
const exists = async (file: string): Promise<boolean> => {
  try {
    if ((await stat(file)).isFile()) return true
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return false
    throw new FileError('use', file, error)
  }
  throw new FileError('write', file, new NotAFile('it exists and is not a regular file'))
}

const fill = async (handle: FileHandle, source: string, signal: AbortSignal): Promise<void> => {
  try {
    await handle.writeFile(createReadStream(source), { signal })
    await handle.chmod(0o755)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Nobody ever sees a part of the file: it is written beside its place, under a name that cannot be
 * guessed, and then moved there.
 */
const copy = async ({ source, target, signal }: Placement): Promise<void> => {
  const temporary = join(dirname(target), `.${randomBytes(16).toString('hex')}.tmp`)
  const made = await makeFolders(dirname(target))
  try {
    // `wx`: neither an existing file nor a link is ever opened.
    await fill(await open(temporary, 'wx', 0o700), source, signal)
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    await removeEmpty(made)
    throw signal.aborted ? new InterruptedError() : new FileError('write', target, error)
  }
}

export interface Placement {
  readonly source: string
  readonly target: string
  /** Whether a different file in its place may be replaced. */
  readonly replace: boolean
  /** Stops copying, and removes the partial copy. */
  readonly signal: AbortSignal
}

export type Outcome = 'copied' | 'replaced' | 'present'

/**
 * Copies a file, as an executable, unless the very same is in place.
 *
 * @throws PlaceTakenError if a different file is in place, unless it may be replaced
 * @throws FileError
 */
export const placeFile = async (placement: Placement): Promise<Outcome> => {
  const { source, target, replace } = placement
  if (!(await exists(target))) {
    await copy(placement)
    return 'copied'
  }
  if ((await digest(source)) === (await digest(target))) return 'present'
  if (!replace) throw new PlaceTakenError(target)
  await copy(placement)
  return 'replaced'
}
