import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bundle } from '../packaging/bundle.ts'
import { recordCode } from '../packaging/code-cache.ts'
import { runtimeFlags } from '../packaging/runtime-flags.ts'

/** Milliseconds by part, in loading order. */
export type Split = Readonly<Record<string, number>>

const run = promisify(execFile)

/** Prepares files in `folder`; each call of the result loads the parts in a new process. */
export const prepareSplit = async (
  runtime: string,
  folder: string,
): Promise<() => Promise<Split>> => {
  const text = await bundle({ entry: 'scripts/bench/parts.ts', form: 'packaged' })
  const replay = await bundle({ entry: 'scripts/bench/replay.ts', form: 'readable' })
  const code = await recordCode(runtime, text, (command, args) => run(command, [...args]))
  const files = { 'replay.cjs': replay, 'bundle.cjs': text, code }
  const paths = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  })
  // `as`: parts.ts prints that.
  return async () => JSON.parse((await run(runtime, [...runtimeFlags, ...paths])).stdout) as Split
}
