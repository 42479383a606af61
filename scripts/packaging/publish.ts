import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Makes the file `path` with `make`, which writes it elsewhere: whoever looks finds the whole file or
 * none, and two processes that make it at once do no harm.
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
