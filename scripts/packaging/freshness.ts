import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pkg from '@yao-pkg/pkg/package.json' with { type: 'json' }
import { cache } from './folders.ts'
import { pinOf } from './runtime.ts'
import type { Target } from './target.ts'

/** A hash of all that a package is made of: `texts`, the runtime, and what makes it. */
export const stampOf = (target: Target, texts: readonly string[]): string => {
  const hash = createHash('sha256').update(JSON.stringify([target, pinOf(target), pkg.version]))
  for (const text of texts) hash.update(text)
  for (const file of globSync(join(import.meta.dirname, '**/*.{ts,json}')).sort()) {
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Whether the file at `output` was made of what `stamp` stands for, and is untouched since. */
export const isFresh = (output: string, stamp: string): boolean => {
  try {
    return readFileSync(noteOf(output), 'utf8') === note(output, stamp)
  } catch {
    return false
  }
}

export const keepStamp = (output: string, stamp: string): void => {
  mkdirSync(cache, { recursive: true })
  writeFileSync(noteOf(output), note(output, stamp))
}

/** Not beside the file, which is alone in its folder wherever it goes. */
const noteOf = (output: string) =>
  join(cache, `${createHash('sha256').update(output).digest('hex').slice(0, 16)}.stamp`)

const note = (output: string, stamp: string) => {
  const { size, mtimeMs } = statSync(output)
  return `${stamp} ${size} ${mtimeMs}\n`
}
