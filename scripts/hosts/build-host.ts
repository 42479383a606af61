import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { cachedFolder, cachedProgram, cacheFolder } from './cache.ts'
import { moduleFolder, pinnedVersion, type Recipe } from './recipes.ts'

/** What became of one host. */
export type Built =
  | { readonly kind: 'kept' | 'built'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly reason: string }

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
  `${recipe.module}/${recipe.main}`,
]

/** The last line of what Go printed says what is wrong. */
const lastLine = (printed: string): string => printed.trim().split('\n').at(-1) ?? ''

const runGo = async (go: string, recipe: Recipe, output: string): Promise<string | undefined> => {
  const child = spawn(go, goArguments(recipe, output), {
    cwd: moduleFolder(recipe),
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [[code], printed] = await Promise.all([once(child, 'exit'), text(child.stderr)])
  return code === 0 ? undefined : lastLine(printed) || `go ended with ${code}`
}

/** Builds a host unless the cache has it. A build that fails leaves nothing in the cache. */
export const buildHost = async (go: string, recipe: Recipe): Promise<Built> => {
  if (existsSync(cachedProgram(recipe))) return { kind: 'kept', seconds: 0 }
  mkdirSync(cacheFolder(), { recursive: true })
  const started = performance.now()
  const unfinished = mkdtempSync(join(cacheFolder(), 'unfinished-'))
  try {
    const reason = await runGo(go, recipe, join(unfinished, recipe.program))
    if (reason !== undefined) return { kind: 'failed', reason }
    rmSync(cachedFolder(recipe), { recursive: true, force: true })
    renameSync(unfinished, cachedFolder(recipe))
    return { kind: 'built', seconds: Math.round((performance.now() - started) / 1000) }
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}
