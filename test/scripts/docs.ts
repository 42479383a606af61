import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { dbtcloud, ownAddress } from '../../src/dbtcloud/provider.ts'
import { VARIABLES } from '../../src/dbtcloud/settings.ts'

const root = join(import.meta.dirname, '../..')
const docs = join(root, 'docs')
const pages = globSync('**/*.md', { cwd: docs }).sort()
const read = (page: string): string => readFileSync(join(docs, page), 'utf8')

const run = (...args: readonly string[]) => {
  const script = join(root, 'scripts/docs.ts')
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  return { status, stderr }
}

t.test('the committed pages are up to date with the declarations', async (t) => {
  t.strictSame(run('--check'), { status: 0, stderr: '' })
})

const copyOfDocs = (t: Test): string => {
  const folder = t.testdir()
  cpSync(docs, folder, { recursive: true })
  return folder
}

t.test('a check lists the pages that differ, are missing or are surplus', async (t) => {
  const out = copyOfDocs(t)
  const changed = join(out, 'resources/scim_config.md')
  const missing = join(out, 'guides/pulumi.md')
  const surplus = join(out, 'resources/old.md')
  writeFileSync(changed, 'changed')
  rmSync(missing)
  writeFileSync(surplus, '')
  t.strictSame(run('--check', '--out', out), {
    status: 1,
    stderr: `missing: ${missing}\ndiffering: ${changed}\nsurplus: ${surplus}\n`,
  })
  t.strictSame(run('--out', out), { status: 0, stderr: '' })
  t.strictSame(run('--check', '--out', out), { status: 0, stderr: '' })
  t.notOk(existsSync(surplus))
})

const frontMatter = (text: string): Readonly<Record<string, string>> => {
  const [, yaml = ''] = /^---\n([\s\S]*?)\n---\n\n/.exec(text) ?? []
  return Object.fromEntries(
    [...yaml.matchAll(/^(\w+): (?:\|-\n {2})?(.+)$/gm)].map(([, key = '', value = '']) => [
      key,
      value,
    ]),
  )
}

/** The front matter that `tfplugindocs validate` requires on each kind of page. */
const keysOf = (page: string): readonly string[] =>
  page === 'index.md' ? ['description', 'page_title'] : ['description', 'page_title', 'subcategory']

t.test('the registry accepts each page', async (t) => {
  t.ok(pages.length <= 2000)
  for (const page of pages) {
    t.match(page, /^(index|(resources|data-sources|guides)\/[a-z0-9_-]+)\.md$/)
    t.strictSame(Object.keys(frontMatter(read(page))).sort(), keysOf(page), page)
    t.ok(statSync(join(docs, page)).size < 500_000, page)
  }
})

const typesIn = (folder: string): readonly string[] =>
  pages
    .filter((page) => page.startsWith(`${folder}/`))
    .map((page) => basename(page, '.md'))
    .sort()

const exampleTypes = (folder: string): readonly string[] =>
  globSync(`examples/${folder}/*`, { cwd: root })
    .map((path) => basename(path).replace('dbtcloud_', ''))
    .sort()

t.test('each type has a page and an example, and no other types have one', async (t) => {
  for (const [folder, declared] of [
    ['resources', dbtcloud.resources],
    ['data-sources', dbtcloud.dataSources],
  ] as const) {
    const types = declared.map(({ type }) => type).sort()
    t.strictSame(typesIn(folder), types)
    t.strictSame(exampleTypes(folder), types)
  }
})

t.test(
  'each type has a subcategory, and each page except the guides shows its example',
  async (t) => {
    for (const page of pages.filter((page) => !page.startsWith('guides/'))) {
      t.not(frontMatter(read(page))['subcategory'], '""', page)
      t.match(read(page), /## Example Usage\n\n```terraform\n/, page)
    }
  },
)

t.test('each template is part of a page', async (t) => {
  const fragments = globSync('templates/**/*.md', { cwd: root })
  t.strictSame(
    fragments.filter((path) => !pages.includes(path.replace('templates/', ''))),
    [],
  )
})

t.test('each link between pages and each anchor has a target', async (t) => {
  for (const page of pages) {
    for (const [, target = ''] of read(page).matchAll(/\]\((?!https:)([^)#]+)\)/g))
      t.ok(existsSync(join(docs, dirname(page), target)), `${page}: ${target}`)
    for (const [, anchor = ''] of read(page).matchAll(/\]\(#([^)]+)\)/g))
      t.match(read(page), `<a id="${anchor}"></a>`)
  }
})

t.test('the pages require the published address and version, and no other', async (t) => {
  const source = ownAddress.replace('registry.terraform.io/', '')
  const [major, minor] = dbtcloud.version.split('.')
  t.match(
    read('index.md'),
    `      source  = "${source}"\n      version = "~> ${major}.${minor}${major === '0' ? '.0' : ''}"\n`,
  )
  t.match(read('index.md'), `Version ${dbtcloud.version} of this provider`)
  for (const page of pages) t.notMatch(read(page), /^ *source *= "(registry.*\/)?dbt-labs\//m, page)
})

t.test('the front page lists the variables that the provider reads, and no others', async (t) => {
  const named = new Set(read('index.md').match(/DBT_CLOUD_\w+/g))
  t.strictSame([...named].sort(), Object.values(VARIABLES).sort())
})
