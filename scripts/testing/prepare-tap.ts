import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const builtClass = 'node_modules/@tapjs/test/test-built/dist/esm/index.js'

/** The plugins that package.json removes: `!@tapjs/typescript`. */
const refused = (root: string): readonly string[] => {
  const { tap }: { tap: { plugin: string[] } } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  return tap.plugin.filter((name) => name.startsWith('!')).map((name) => name.slice(1))
}

/** True if the installed tap test class still contains a plugin that package.json removes. */
export const isUnprepared = (root: string): boolean => {
  const file = join(root, builtClass)
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return refused(root).some((name) => lines.some((line) => line.startsWith(name)))
}

/**
 * Builds tap's test class with the plugins of package.json. `tap run` also does this, but in a fresh clone
 * it runs the first tests with the loaders of the old class.
 */
export const prepareTap = (root: string): void => {
  if (!isUnprepared(root)) return
  spawnSync(process.execPath, [join(root, 'node_modules/.bin/tap'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
