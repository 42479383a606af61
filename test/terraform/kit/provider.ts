import { execFile } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../../..')
const bundle = join(root, 'dist/main.cjs')

const changedAt = (file: string): number =>
  statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity

const isStale = (): boolean => {
  const sources = [...globSync('src/**/*.{ts,json}', { cwd: root }), 'package.json']
  const newest = Math.max(...sources.map((file) => changedAt(join(root, file))))
  return changedAt(bundle) < newest
}

const prepare = async (): Promise<string> => {
  if (isStale())
    await promisify(execFile)(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root })
  return join(root, 'bin')
}

let prepared: Promise<string> | undefined

/** The folder that holds the provider's executable, built from the sources as they are now. */
export const providerFolder = async (): Promise<string> => (prepared ??= prepare())
