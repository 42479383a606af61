import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Another file has the place. */
export class PlaceTakenError extends Error {
  override readonly name = 'PlaceTakenError'
  readonly file: string
  constructor(file: string) {
    super(`${file} is there already, and is another file. Use --force to replace it.`)
    this.file = file
  }
}

const digest = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const exists = async (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

/** Nobody ever sees a part of the file: it is written beside its place, then moved there. */
const copy = async (source: string, target: string): Promise<void> => {
  const half = join(dirname(target), `.half-written-${process.pid}`)
  await mkdir(dirname(target), { recursive: true })
  try {
    await copyFile(source, half)
    await chmod(half, 0o755)
    await rename(half, target)
  } finally {
    await rm(half, { force: true })
  }
}

/**
 * Copies a file, as an executable, unless the very same is in place.
 *
 * @throws PlaceTakenError if another file is in place, unless it may be replaced
 */
export const placeFile = async (
  source: string,
  target: string,
  { replace }: { readonly replace: boolean },
): Promise<'copied' | 'replaced' | 'present'> => {
  if (!(await exists(target))) {
    await copy(source, target)
    return 'copied'
  }
  if ((await digest(source)) === (await digest(target))) return 'present'
  if (!replace) throw new PlaceTakenError(target)
  await copy(source, target)
  return 'replaced'
}
