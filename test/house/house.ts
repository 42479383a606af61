// Rules of the house that no linter knows. What the linter knows is in oxlint.config.ts and lint.ts.
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

/** A source without its comments and the insides of its plain strings. */
const bare = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '').replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")

const kebab = (name: string): string => name.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase()

const exported =
  /^export (?:declare )?(?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm

const exportsOf = (source: string): string[] =>
  [...source.matchAll(exported)].map(([, name = '']) => name)

/** `export {…} from` lines make a file a door, which is named for its room. */
const isDoor = (source: string): boolean => /^export (?:type )?[{*][^;]*? from /m.test(source)

interface Rule {
  /** The files that the rule judges. */
  readonly files: readonly string[]
  /** What is wrong with a file: nothing, or a few words each. */
  readonly faults: (file: string) => readonly string[]
}

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([match]) => match)

const cast =
  /[\w)\]}] as (?:[A-Z{([]|never|unknown|string|number|bigint|boolean|object|readonly|keyof|typeof)/
const alias = /^\s*(?:import|export)\b|^\s*(?:type )?\w+ as \w+,?$|\bin (?:keyof )?\w+ as /

/** The lines with a cast that no comment beside or just above gives a reason for. */
const unexplainedCasts = (source: string): string[] => {
  const lines = source.split('\n')
  const isExplained = (at: number) =>
    /\/\/|\*/.test(lines.slice(Math.max(0, at - 3), at + 1).join())
  return lines.filter((line, at) => cast.test(bare(line)) && !alias.test(line) && !isExplained(at))
}

const words = (name: string): string[] =>
  name.split('-').map((word) => word.replace(/(?<=\w\w)s$/, ''))

/** Files that keep the word of the architecture, not that of their one export. */
const namedForTheRoom: Readonly<Record<string, string>> = {
  'src/api/client.ts': 'the one door to got; it makes the `Api`',
  'src/api/reconcile.ts': 'rule 4 of the client: what became of a create in doubt',
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
  return isDoor(source) || names.some(isOwn) ? [] : values
}

const mirror = (file: string): string => file.replace('src/', 'test/')

const hasTest = (file: string): boolean =>
  existsSync(join(root, mirror(file))) || isDoor(read(file)) || isTypesOnly(read(file))

const manifest = readJson('package.json')

const isLibrary = (file: string): boolean =>
  manifest.tap.exclude.some((pattern: string) => matchesGlob(file, pattern))

// Written in two parts, so that this file does not break its own rules.
const unfinished = new RegExp(`\\b(?:${['TO', 'DO|FIX', 'ME|X', 'XX'].join('')})\\b`, 'g')
const workplace = new RegExp(['/wo', 'rk/|\\.\\./sha', 'red\\b'].join(''), 'g')

const vague =
  /\b(?:const|let|function|class|interface|type) \w*(?:[mM]anager|[hH]elper|[uU]tils?|Base)\b/g

const rules: Readonly<Record<string, Rule>> = {
  'nothing is left to do': { files: texts, faults: (file) => matches(read(file), unfinished) },
  'nothing depends on where it was written': {
    files: texts,
    faults: (file) => matches(read(file), workplace),
  },
  'names say what a thing is': {
    files: code,
    faults: (file) => matches(bare(read(file)), vague),
  },
  'a file is named for what it exports': { files: sources, faults: strangeNames },
  'a cast gives its reason': { files: sources, faults: (file) => unexplainedCasts(read(file)) },
  'each source has a test of its name, or it is said which test covers it': {
    files: sources,
    faults: (file) => (hasTest(file) || file in covered ? [] : [mirror(file)]),
  },
  'nothing is said to be covered elsewhere that has a test or is gone': {
    files: Object.keys(covered),
    faults: (file) => {
      const isStale = !existsSync(join(root, file)) || hasTest(file)
      const by = covered[file] ?? ''
      return isStale || !existsSync(join(root, by)) ? [by] : []
    },
  },
  'a test is of a source that exists': {
    files: files(`test/{${rooms.join(',')}}/**/*.ts`),
    faults: (file) => {
      const source = file.replace('test/', 'src/')
      return isLibrary(file) || existsSync(join(root, source)) ? [] : [source]
    },
  },
  'a test file tests: what only serves tests is named so that tap leaves it out': {
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

t.test('there are files to judge', async (t) => {
  for (const judged of [sources, code, texts]) t.not(judged.length, 0)
})

t.test('the linter knows every room', async (t) => {
  const found = globSync('src/*/', { cwd: root }).map((room) => basename(room))
  t.strictSame(
    found.filter((room) => !rooms.includes(room)),
    [],
  )
})

t.test('each npm script finds its file', async (t) => {
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

t.test('each dependency has one version', async (t) => {
  const loose = Object.entries(dependencies).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))
  t.strictSame(loose, [])
})

t.test('each dependency is a decision that can be read', async (t) => {
  const decisions = read('DECISIONS.md')
  const unread = Object.keys(dependencies).filter((name) => !decisions.includes(`\`${name}\``))
  t.strictSame(unread, [])
})

t.test('each install script is denied, and named in a decision', async (t) => {
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

t.test('the rooms that a state depends on keep a coverage of 95 % at least', async (t) => {
  const floors = readJson('coverage.json')
  for (const room of ['src/framework', 'src/api'])
    t.ok(Math.min(...Object.values<number>(floors[room])) >= 95, room)
})
