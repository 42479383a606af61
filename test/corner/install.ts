import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { KeptStore } from './kept-store.ts'

const program = join(import.meta.dirname, 'executable.ts')

/** All processes of one test share the compiled modules. */
const launcher = (folder: string): string => `#!/bin/sh
unset NODE_OPTIONS
export CORNER_STORE='${folder}/store.json' NODE_COMPILE_CACHE='${folder}/cache'
exec '${process.execPath}' '${program}' "$@"
`

export interface InstalledCorner {
  readonly source: string
  /** The folder with its executable. */
  readonly folder: string
  readonly executable: string
  /** What the processes of the provider have stored so far. */
  openStore(): KeptStore
}

/** A new folder with the executable `terraform-provider-corner` and its store. */
export const installCorner = (t: Test): InstalledCorner => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'corner-')))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const executable = join(folder, 'terraform-provider-corner')
  writeFileSync(executable, launcher(folder))
  chmodSync(executable, 0o755)
  const openStore = () => new KeptStore(join(folder, 'store.json'))
  return { source: 'tests/corner', folder, executable, openStore }
}
