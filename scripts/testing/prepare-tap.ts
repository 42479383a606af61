import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const builtClass = 'node_modules/@tapjs/test/test-built/dist/esm/index.js'

/** The plugins that package.json takes away: `!@tapjs/typescript`. */
const refused = (root: string): readonly string[] => {
  const { tap }: { tap: { plugin: string[] } } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  return tap.plugin.filter((name) => name.startsWith('!')).map((name) => name.slice(1))
}

/** True if tap's test class, as it is installed, still has a plugin that package.json takes away. */
export const isUnprepared = (root: string): boolean => {
  const file = join(root, builtClass)
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return refused(root).some((name) => lines.some((line) => line.startsWith(name)))
}

/**
 * Builds tap's test class from the plugins of package.json. `tap run` would do so as well, but run its first
 * tests, those of a fresh clone, with the loaders of the old one.
 */
export const prepareTap = (root: string): void => {
  if (!isUnprepared(root)) return
  spawnSync(process.execPath, [join(root, 'node_modules/.bin/tap'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
