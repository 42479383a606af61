// Builds the hosts that the tests in test/hosts run under, as far as this machine lacks them:
// `npm run hosts`, or `npm run hosts -- pulumi pulumi-yaml` for some.
import { findProgram } from './find-program.ts'
import { buildHost } from './hosts/build-host.ts'
import { cachedProgram } from './hosts/cache.ts'
import { pinnedVersion, type Recipe, recipes } from './hosts/recipes.ts'

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !recipes.some((recipe) => recipe.name === name))

const build = async (go: string, recipe: Recipe): Promise<void> => {
  const label = `${recipe.title} ${pinnedVersion(recipe)}`
  console.log(`${label}: looking for it, or building it from its Go module`)
  const built = await buildHost(go, recipe)
  switch (built.kind) {
    case 'kept':
      return console.log(`${label}: already built, ${cachedProgram(recipe)}`)
    case 'built':
      return console.log(`${label}: built in ${built.seconds} s, ${cachedProgram(recipe)}`)
    case 'failed':
      return console.log(`${label}: skipped, because Go could not build it: ${built.reason}`)
  }
}

const go = findProgram('go')
if (unknown.length > 0) {
  const names = recipes.map(({ name }) => name).join(', ')
  console.error(`Unknown host ${unknown.join(', ')}: expected one of ${names}.`)
  process.exitCode = 2
} else if (go === undefined) {
  console.log('No host was built, because Go is not on PATH. The tests run under the hosts found.')
} else {
  const wanted = recipes.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
  for (const recipe of wanted) await build(go, recipe)
}
