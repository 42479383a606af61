import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { buildHost, goArguments } from '../../../scripts/hosts/build-host.ts'
import { cachedProgram, cacheFolder } from '../../../scripts/hosts/cache.ts'
import { locateHost } from '../../../scripts/hosts/locate.ts'
import { pinnedVersion, type Recipe, recipes } from '../../../scripts/hosts/recipes.ts'

const [opentofu] = recipes
if (opentofu === undefined) throw new Error('No host has a recipe.')

/** A program in place of `go`, and an empty cache. */
const withGo = (t: Test, script: string): string => {
  const folder = t.testdir({})
  const before = process.env['XDG_CACHE_HOME']
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache')
  t.teardown(() => {
    if (before === undefined) delete process.env['XDG_CACHE_HOME']
    else process.env['XDG_CACHE_HOME'] = before
  })
  const go = join(folder, 'go')
  writeFileSync(go, `#!/bin/sh\n${script}\n`)
  chmodSync(go, 0o755)
  return go
}

// `go build … -o FILE …`: the file is the sixth argument.
const succeeds = 'echo "$6" > "$6"; chmod +x "$6"'

t.test('a build is kept under its version, and found from then on', async (t) => {
  const go = withGo(t, succeeds)
  t.equal((await buildHost(go, opentofu)).kind, 'built')
  t.match(cachedProgram(opentofu), pinnedVersion(opentofu))
  t.same(readdirSync(cacheFolder()), [`opentofu-${pinnedVersion(opentofu)}`])
  t.same(await buildHost('/nowhere/go', opentofu), { kind: 'kept', seconds: 0 })
  t.type(locateHost('tofu'), 'string')
})

t.test('a build that fails leaves nothing and says what Go said', async (t) => {
  const go = withGo(t, 'echo partial > "$6"; echo first >&2; echo "no network" >&2; exit 1')
  t.same(await buildHost(go, opentofu), { kind: 'failed', reason: 'no network' })
  t.same(readdirSync(cacheFolder()), [])
  t.notOk(existsSync(cachedProgram(opentofu)))
})

const modules = join(import.meta.dirname, '../../../scripts/hosts/modules')

const pins = (recipe: Recipe): readonly string[] => {
  const sums = readFileSync(join(modules, recipe.name, 'go.sum'), 'utf8')
  return sums.split('\n').filter((line) => line.startsWith(`${recipe.module} `))
}

for (const recipe of recipes)
  t.test(`${recipe.title} is built from a pinned version with its sum`, async (t) => {
    t.match(pinnedVersion(recipe), /^v\d+\.\d+\.\d+/)
    t.ok(pins(recipe).some((line) => line.includes(`${pinnedVersion(recipe)} h1:`)))
    t.match(goArguments(recipe, 'out'), ['build', '-mod=readonly'])
  })
