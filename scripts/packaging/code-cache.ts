import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askSchema } from './ask-schema.ts'
import { bundle } from './bundle.ts'
import { runtimeFlags } from './runtime-flags.ts'

/** Runs a command to its end, having made it do all that is to be remembered. */
export type Drive = (command: string, args: readonly string[]) => Promise<unknown>

const drive: Drive = (command, args) => askSchema(command, args, () => undefined)

/**
 * V8's code for what a run of `text` needs; by default, up to the answer of GetProviderSchema. It is
 * bound to the platform and the version of `runtime`, which must run on this machine.
 */
export const recordCode = async (runtime: string, text: string, run = drive): Promise<Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  const [recorder, main, code] = ['record.cjs', 'bundle.cjs', 'code'].map((name) =>
    join(folder, name),
  ) as [string, string, string] // `as`: three names, three paths.
  try {
    const entry = 'scripts/packaging/record.ts'
    writeFileSync(recorder, await bundle({ entry, form: 'readable' }))
    writeFileSync(main, text, 'latin1')
    await run(runtime, [...runtimeFlags, recorder, main, code])
    return readFileSync(code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
