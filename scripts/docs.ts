/**
 * Makes docs/ from the declarations, examples/ and templates/.
 *
 *     node scripts/docs.ts           writes
 *     node scripts/docs.ts --check   names what differs, is missing or is surplus, and exits 1
 */
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { dbtcloud } from '../src/dbtcloud/provider.ts'
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

/** The types that a family's folder lists, each with the family: `src/dbtcloud/access` is Access. */
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
