// Rules of the repository that the linter cannot check. oxlint.config.ts and lint.ts contain the others.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join, matchesGlob } from 'node:path'
import t from 'tap'
import { rooms } from '../../oxlint.config.ts'
import { isTypesOnly } from '../../scripts/testing/coverage.ts'
import { covered } from './fixture-covered.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const readJson = (file: string) => JSON.parse(read(file))

const files = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: ['node_modules', '.git', '.tap', 'dist'] })
    .filter((file) => !file.includes('/generated/'))
    .sort()

const sources = files('src/**/*.ts')
const code = [...sources, ...files('{test,scripts}/**/*.ts')]
const texts = [...code, ...files('*.{md,json,ts}'), ...files('{proto,examples,docs,.ci}/**/*.*')]

/** A source without comments and without the content of its plain strings. */
const bare = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '').replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")

const kebab = (name: string): string => name.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase()

const exported =
  /^export (?:declare )?(?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm

const exportsOf = (source: string): string[] =>
  [...source.matchAll(exported)].map(([, name = '']) => name)

/** A file with `export {…} from` lines is a room's list of exports and is named for the room. */
const isExportList = (source: string): boolean => /^export (?:type )?[{*][^;]*? from /m.test(source)

interface Rule {
  /** The files that the rule checks. */
  readonly files: readonly string[]
  /** What is wrong with a file, in a few words each. */
  readonly faults: (file: string) => readonly string[]
}

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([match]) => match)

const cast =
  /[\w)\]}] as (?:[A-Z{([]|never|unknown|string|number|bigint|boolean|object|readonly|keyof|typeof)/
const alias = /^\s*(?:import|export)\b|^\s*(?:type )?\w+ as \w+,?$|\bin (?:keyof )?\w+ as /

/** The lines with a cast and without a comment beside or directly above that gives the reason. */
const unexplainedCasts = (source: string): string[] => {
  const lines = source.split('\n')
  const isExplained = (at: number) =>
    /\/\/|\*/.test(lines.slice(Math.max(0, at - 3), at + 1).join())
  return lines.filter((line, at) => cast.test(bare(line)) && !alias.test(line) && !isExplained(at))
}

const words = (name: string): string[] =>
  name.split('-').map((word) => word.replace(/(?<=\w\w)s$/, ''))

/** Files that are named for their role in the architecture and not for their export. */
const namedForTheRoom: Readonly<Record<string, string>> = {
  'src/api/client.ts': 'it creates the `Api`',
  'src/api/reconcile.ts': 'finds out what happened to an ambiguous create',
}

/** The one value that a file exports, unless it or a type beside it shares a word with the file. */
const strangeNames = (file: string): string[] => {
  if (file in namedForTheRoom) return []
  const source = read(file)
  const names = exportsOf(source)
  const values = names.filter((name) => /^[a-z]/.test(name))
  if (values.length !== 1 || basename(file) === 'index.ts') return []
  const own = words(basename(file, '.ts'))
  const isOwn = (name: string) => words(kebab(name)).some((word) => own.includes(word))
  return isExportList(source) || names.some(isOwn) ? [] : values
}

const mirror = (file: string): string => file.replace('src/', 'test/')

const hasTest = (file: string): boolean =>
  existsSync(join(root, mirror(file))) || isExportList(read(file)) || isTypesOnly(read(file))

const manifest = readJson('package.json')

const isLibrary = (file: string): boolean =>
  manifest.tap.exclude.some((pattern: string) => matchesGlob(file, pattern))

// Written in parts, so that this file does not break its own rules.
const unfinished = new RegExp(`\\b(?:${['TO', 'DO|FIX', 'ME|X', 'XX'].join('')})\\b`, 'g')
const workplace = new RegExp(['/wo', 'rk/|\\.\\./sha', 'red\\b'].join(''), 'g')

const vague =
  /\b(?:const|let|function|class|interface|type) \w*(?:[mM]anager|[hH]elper|[uU]tils?|Base)\b/g

const rules: Readonly<Record<string, Rule>> = {
  'contains no unfinished work': {
    files: texts,
    faults: (file) => matches(read(file), unfinished),
  },
  'does not depend on the machine where it was written': {
    files: texts,
    faults: (file) => matches(read(file), workplace),
  },
  'uses specific names': {
    files: code,
    faults: (file) => matches(bare(read(file)), vague),
  },
  'names a file for its export': { files: sources, faults: strangeNames },
  'gives a reason for each cast': {
    files: sources,
    faults: (file) => unexplainedCasts(read(file)),
  },
  'has a test of the same name for each source, or lists the test that covers it': {
    files: sources,
    faults: (file) => (hasTest(file) || file in covered ? [] : [mirror(file)]),
  },
  'lists only existing sources without a test of the same name': {
    files: Object.keys(covered),
    faults: (file) => {
      const isStale = !existsSync(join(root, file)) || hasTest(file)
      const by = covered[file] ?? ''
      return isStale || !existsSync(join(root, by)) ? [by] : []
    },
  },
  'has a source for each test': {
    files: files(`test/{${rooms.join(',')}}/**/*.ts`),
    faults: (file) => {
      const source = file.replace('test/', 'src/')
      return isLibrary(file) || existsSync(join(root, source)) ? [] : [source]
    },
  },
  'runs each test file, and excludes files that only support tests by their name': {
    files: files('test/**/*.ts'),
    faults: (file) =>
      isLibrary(file) || /from '(tap|.*kit\/host\.ts)'/.test(read(file)) ? [] : ['no tap'],
  },
}

for (const [title, { files, faults }] of Object.entries(rules))
  t.test(title, async (t) => {
    const found = files.map((file) => [file, ...faults(file)]).filter(({ length }) => length > 1)
    t.strictSame(found, [])
  })

t.test('finds files to check', async (t) => {
  for (const judged of [sources, code, texts]) t.not(judged.length, 0)
})

t.test('has lint rules for every room', async (t) => {
  const found = globSync('src/*/', { cwd: root }).map((room) => basename(room))
  t.strictSame(
    found.filter((room) => !rooms.includes(room)),
    [],
  )
})

t.test('has the file of each npm script', async (t) => {
  const commands = Object.values<string>(manifest.scripts)
  const named = commands.flatMap((command) => matches(command, /[\w/-]+\.ts\b/g))
  t.strictSame(
    named.filter((file) => !existsSync(join(root, file))),
    [],
  )
})

const dependencies: Readonly<Record<string, string>> = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
}

t.test('pins the version of each dependency', async (t) => {
  const loose = Object.entries(dependencies).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))
  t.strictSame(loose, [])
})

t.test('documents each dependency in DECISIONS.md', async (t) => {
  const decisions = read('DECISIONS.md')
  const unread = Object.keys(dependencies).filter((name) => !decisions.includes(`\`${name}\``))
  t.strictSame(unread, [])
})

t.test('denies each install script, and names it in DECISIONS.md', async (t) => {
  const locked = Object.entries<{ readonly hasInstallScript?: boolean }>(
    readJson('package-lock.json').packages,
  )
  const names = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/.*node_modules\//, ''))
  const denied = Object.fromEntries(names.map((name) => [name, false]))
  t.strictSame(manifest.allowScripts, denied)
  const decisions = read('DECISIONS.md')
  for (const name of names) t.match(decisions, `\`${name}\``)
})

t.test('requires a coverage of at least 95% for the rooms that a state depends on', async (t) => {
  const floors = readJson('coverage.json')
  for (const room of ['src/framework', 'src/api'])
    t.ok(Math.min(...Object.values<number>(floors[room])) >= 95, room)
})
