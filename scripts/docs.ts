/**
 * Generates docs/ from the declarations, examples/ and templates/. The registries publish that
 * folder as it is at a release's tag, so it names the provider's published address and version.
 *
 *     node scripts/docs.ts           writes the pages
 *     node scripts/docs.ts --check   lists pages that differ, are missing or are surplus, and exits 1
 */
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { dbtcloud, ownAddress } from '../src/dbtcloud/provider.ts'
import { difference, renderSite } from '../src/docs/index.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    out: { type: 'string', default: join(root, 'docs') },
  },
})

const readFiles = (folder: string, pattern: string): ReadonlyMap<string, string> =>
  new Map(
    globSync(pattern, { cwd: folder })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  )

/** The types in a family's folder, each with the family's name: `src/dbtcloud/access` is Access. */
const membersOf = async (index: string): Promise<readonly (readonly [string, string])[]> => {
  const words = basename(dirname(index)).replaceAll('-', ' ')
  const family = words.charAt(0).toUpperCase() + words.slice(1)
  const lists: Readonly<Record<string, readonly { readonly type: string }[]>> = await import(
    join(root, index)
  )
  return Object.values(lists).flatMap((list) => list.map(({ type }) => [type, family] as const))
}

const families = await Promise.all(
  globSync('src/dbtcloud/*/index.ts', { cwd: root }).map(membersOf),
)
const wanted = renderSite({
  provider: dbtcloud,
  published: { address: ownAddress, version: dbtcloud.version },
  files: readFiles(root, '{examples,templates}/**/*'),
  subcategories: new Map(families.flat()),
})
const { missing, differing, surplus } = difference(wanted, readFiles(values.out, '**/*'))

const write = (path: string): void => {
  mkdirSync(dirname(join(values.out, path)), { recursive: true })
  writeFileSync(join(values.out, path), wanted.get(path) ?? '')
}

const complain = (): void => {
  const complaints = Object.entries({ missing, differing, surplus }).flatMap(([what, paths]) =>
    paths.map((path) => `${what}: ${join(values.out, path)}\n`),
  )
  process.stderr.write(complaints.join(''))
  process.exitCode = complaints.length > 0 ? 1 : 0
}

if (values.check) complain()
else {
  for (const path of [...missing, ...differing]) write(path)
  for (const path of surplus) rmSync(join(values.out, path))
}
