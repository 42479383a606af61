import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const path = (of: string): string => fileURLToPath(new URL(`../../${of}`, import.meta.url))

/** Builds the provider; the folder that holds its executable, as `dev_overrides` wants it. */
export const providerFolder = async (): Promise<string> => {
  await promisify(execFile)(process.execPath, [path('scripts/build.ts')], { cwd: path('.') })
  return path('bin')
}
