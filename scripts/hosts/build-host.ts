import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cachedFolder, cachedProgram } from './cache.ts'
import { type Built, fill } from './fill.ts'
import { moduleFolder, pinnedVersion, type Recipe } from './recipes.ts'
import { run } from './run.ts'

const linkerFlags = (recipe: Recipe): string => {
  const variables = recipe.variables?.(pinnedVersion(recipe)) ?? {}
  const settings = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)
  return ['-s', '-w', ...settings].join(' ')
}

/** The arguments of `go` that build a host into a file. `-mod=readonly`: nothing but what is pinned. */
export const goArguments = (recipe: Recipe, output: string): readonly string[] => [
  'build',
  '-mod=readonly',
  '-trimpath',
  `-ldflags=${linkerFlags(recipe)}`,
  '-o',
  output,
  recipe.main === '.' ? '.' : `${recipe.module}/${recipe.main}`,
]

const runGo = async (go: string, recipe: Recipe, output: string) =>
  run(go, goArguments(recipe, output), {
    cwd: moduleFolder(recipe),
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local' },
  })

/** Builds a host unless the cache has it. A build that fails leaves nothing in the cache. */
export const buildHost = async (go: string, recipe: Recipe): Promise<Built> =>
  existsSync(cachedProgram(recipe))
    ? { kind: 'kept', seconds: 0 }
    : fill(cachedFolder(recipe), (folder) => runGo(go, recipe, join(folder, recipe.program)))
