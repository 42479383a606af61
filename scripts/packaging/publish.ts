import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Makes the file or folder `path` with `make`, which writes it elsewhere. It is never there in part, and two
 * processes can make it at the same time.
 */
export const publish = async (
  path: string,
  make: (draft: string) => void | Promise<void>,
): Promise<void> => {
  mkdirSync(dirname(path), { recursive: true })
  const folder = mkdtempSync(join(dirname(path), '.draft-'))
  try {
    const draft = join(folder, basename(path))
    await make(draft)
    renameSync(draft, path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
