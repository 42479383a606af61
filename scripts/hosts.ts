// Builds the hosts that the tests in test/hosts run under, and installs the SDKs that their programs need, as
// far as this machine lacks them: `npm run hosts`, or `npm run hosts -- pulumi pulumi-yaml` for some.
import { findProgram } from './find-program.ts'
import { buildHost } from './hosts/build-host.ts'
import type { Built } from './hosts/fill.ts'
import { pinnedVersion, recipes } from './hosts/recipes.ts'
import { installSdk, sdks } from './hosts/sdks.ts'

/** Something that this script can add to the machine, and the program that it needs for it. */
interface Addition {
  readonly name: string
  readonly label: string
  readonly tool: string
  readonly add: (tool: string) => Promise<Built>
}

const additions: readonly Addition[] = [
  ...recipes.map((recipe) => ({
    name: recipe.name,
    label: `${recipe.title} ${pinnedVersion(recipe)}`,
    tool: 'go',
    add: async (go: string) => buildHost(go, recipe),
  })),
  ...sdks.map((sdk) => ({
    name: sdk.name,
    label: `${sdk.title} ${sdk.version}`,
    tool: sdk.tool,
    add: async (tool: string) => installSdk(tool, sdk),
  })),
]

const outcome = (built: Built): string => {
  switch (built.kind) {
    case 'kept':
      return 'already built'
    case 'built':
      return `built in ${built.seconds} s`
    case 'failed':
      return `skipped, because it could not be built: ${built.reason}`
  }
}

const add = async ({ label, tool, add }: Addition): Promise<void> => {
  const program = findProgram(tool)
  if (program === undefined) return console.log(`${label}: skipped, because ${tool} is not on PATH`)
  console.log(`${label}: looking for it, or building it with ${tool}`)
  console.log(`${label}: ${outcome(await add(program))}`)
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !additions.some((addition) => addition.name === name))
if (unknown.length > 0) {
  const names = additions.map(({ name }) => name).join(', ')
  console.error(`Unknown host ${unknown.join(', ')}: expected one of ${names}.`)
  process.exitCode = 2
} else {
  const wanted = additions.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
  for (const addition of wanted) await add(addition)
}
