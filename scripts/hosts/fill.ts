import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What became of one host or SDK. */
export type Built =
  | { readonly kind: 'kept' | 'built'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly reason: string }

/** Makes a folder whole or not at all: `build` fills another one beside it, and returns the reason if it fails. */
export const fill = async (
  folder: string,
  build: (unfinished: string) => Promise<string | undefined>,
): Promise<Built> => {
  const started = performance.now()
  mkdirSync(dirname(folder), { recursive: true })
  const unfinished = mkdtempSync(join(dirname(folder), 'unfinished-'))
  try {
    const reason = await build(unfinished)
    if (reason !== undefined) return { kind: 'failed', reason }
    rmSync(folder, { recursive: true, force: true })
    renameSync(unfinished, folder)
    return { kind: 'built', seconds: Math.round((performance.now() - started) / 1000) }
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}
