import { pinnedVersion, recipes } from './recipes.ts'

const pinned = (name: string): string =>
  recipes
    .filter((recipe) => recipe.name === name)
    .map((recipe) => pinnedVersion(recipe).slice(1))
    .join('')

/** The hosts and versions that the tests have run under. README.md and the notes of a release name them. */
export const testedHosts: readonly string[] = [
  'Terraform 1.11.4',
  `OpenTofu ${pinned('opentofu')}`,
  `Pulumi ${pinned('pulumi')}`,
]

/** How Pulumi was tested. */
const bridge = `Terraform bridge ${pinned('pulumi-bridge')}`
const languages = 'YAML, TypeScript, Python, Go, and Java'

/** `The tests run with Terraform 1.11.4, …` */
export const testedSentence = (): string => {
  const others = testedHosts.slice(0, -1).join(', ')
  return `The tests run with ${others}, and ${testedHosts.at(-1)} (${bridge}; programs in ${languages}).`
}
