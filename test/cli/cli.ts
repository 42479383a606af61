import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { commands } from '../../src/cli/commands.ts'
import { commandHelp, overview } from '../../src/cli/help.ts'
import { hostEnvironment } from '../core/plugin-client.ts'
import { start } from '../core/plugin-process.ts'
import { makeFolder, type Outcome, run, runHere, startProgram } from './fixture.ts'

const program = 'terraform-provider-dbtcloud'
const main = join(import.meta.dirname, '../../src/main.ts')
const nothing: Outcome = { code: null, stdout: '', stderr: '' }
const names = Object.keys(commands)

t.test('prints its help on stderr when no command is given', async (t) => {
  const { code, stdout, stderr } = await runHere([])
  t.match({ code, stdout }, { code: 1, stdout: '' })
  t.match(stderr, `${program} ${manifest.version} is a plugin that Terraform, OpenTofu, and Pulumi`)
  for (const name of names) t.match(stderr, new RegExp(`^  ${name} `, 'm'))
})

for (const args of [['--help'], ['-h'], ['-help'], ['help'], ['help', 'help'], ['help', '--help']])
  t.test(`explains itself, its exit codes and its variables: ${args.join(' ')}`, async (t) => {
    const { code, stdout, stderr } = await runHere(args)
    t.match({ code, stderr }, { code: 0, stderr: '' })
    for (const variable of ['DBT_CLOUD_TOKEN', 'DBT_CLOUD_READ_ONLY', 'NO_COLOR'])
      t.match(stdout, variable)
    for (const exit of ['0  Success', '1  Something', '2  The command line']) t.match(stdout, exit)
  })

for (const args of [['--version'], ['-v'], ['-version'], ['version']])
  t.test(`prints its version: ${args.join(' ')}`, async (t) => {
    const stdout = `${program} ${manifest.version}`
    t.strictSame(await runHere(args), { code: 0, stdout, stderr: '' })
  })

for (const name of names)
  t.test(`explains ${name} with each of its options, in one text`, async (t) => {
    const [first, ...others] = await Promise.all(
      [
        [name, '--help'],
        ['help', name],
        [name, '-h'],
        ['--help', name],
      ].map(async (args) => run(args)),
    )
    const { code, stdout } = first ?? nothing
    t.equal(code, 0)
    t.match(stdout, `Usage: ${program} ${name}`)
    const { flags } = (await commands[name]?.load()) ?? { flags: {} }
    for (const flag of [...Object.keys(flags), 'help']) t.match(stdout, `--${flag} `)
    t.strictSame(others, [first, first, first])
  })

for (const name of names)
  for (const columns of [80, 40, 20])
    t.test(`fits the help for ${name} into ${columns} columns`, async (t) => {
      const command = await commands[name]?.load()
      const lines = command ? commandHelp(name, command, columns).split('\n') : []
      t.strictSame(
        lines.filter((line) => line.length > columns),
        [],
      )
    })

for (const columns of [200, 80, 40, 20, 12])
  t.test(`fits its help into ${columns} columns`, async (t) => {
    const lines = overview(columns).split('\n')
    t.strictSame(
      lines.filter((line) => line.length > columns),
      [],
    )
  })

t.test('leaves no word alone on a line at 80 columns', async (t) => {
  const texts = await Promise.all(
    Object.entries(commands).map(async ([name, entry]) =>
      commandHelp(name, await entry.load(), 80),
    ),
  )
  const lines = [overview(80), ...texts].flatMap((text) => text.split('\n'))
  t.strictSame(
    lines.filter((line) => /^ {4,}\S{1,12}$/.test(line)),
    [],
  )
})

const usage = `Run "${program} --help" for usage.`

const nonsense: readonly (readonly [args: readonly string[], says: string])[] = [
  [['wrong'], `Unknown command "wrong". ${usage}`],
  [['docter'], `Unknown command "docter". Did you mean "doctor"? ${usage}`],
  [['verison'], `Unknown command "verison". Did you mean "version"? ${usage}`],
  [['constructor'], `Unknown command "constructor". ${usage}`],
  [[''], `Unknown command "". ${usage}`],
  [['\u001b[2J\nok'], `Unknown command "\\u001b[2J\\nok". ${usage}`],
  [['--wrong'], `Unknown option "--wrong". ${usage}`],
  [['--verison'], `Unknown option "--verison". Did you mean "--version"? ${usage}`],
  [['version', 'now'], `Unexpected argument "now". ${usage}`],
  [['help', 'wrong'], `Unknown command "wrong". ${usage}`],
  [['--doctor'], `Unknown option "--doctor". Did you mean "doctor"? ${usage}`],
  [['-install', '--force'], `Unknown option "-install". Did you mean "install"? ${usage}`],
  [['help', 'docter'], `Unknown command "docter". Did you mean "doctor"? ${usage}`],
  [
    ['schema', '--wrong'],
    `schema: Unknown option "--wrong". Run "${program} schema --help" for usage.`,
  ],
  [['schema', 'x'], `schema: Unexpected argument "x". Run "${program} schema --help" for usage.`],
  [
    ['schema', 'help'],
    `schema: Unexpected argument "help". Did you mean "--help"? Run "${program} schema --help" for usage.`,
  ],
  [
    ['install', '--dir'],
    `install: The option --dir needs a value: --dir DIR. Run "${program} install --help" for usage.`,
  ],
]

for (const [args, stderr] of nonsense)
  t.test(`refuses ${JSON.stringify(args.join(' '))} on one line`, async (t) => {
    t.strictSame(await runHere(args), { code: 2, stdout: '', stderr })
  })

t.test('wraps a message at the width that COLUMNS gives', async (t) => {
  const { stderr } = await runHere(['wrong'], 40)
  t.ok(stderr.split('\n').every((line) => line.length <= 40))
})

t.test('leaves what it prints and its exit code in the process', async (t) => {
  t.match(await run(['version']), { code: 0, stdout: `${program} ${manifest.version}`, stderr: '' })
  t.match(await run(['wrong']), { code: 2, stdout: '', stderr: /^Unknown command/ })
})

t.test('says in one line that its reader went away', async (t) => {
  const { process: child, exited, stderr } = startProgram(['schema'])
  child.stdout?.destroy()
  t.strictSame(await exited, { code: 1, signal: null })
  t.strictSame(stderr, ['Cannot write to stdout: broken pipe.'])
})

/** Runs the program by a shell that gives its output away. */
const runInShell = (redirected: string): Outcome => {
  const script = `"$0" "$1" ${redirected}`
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script, process.execPath, main], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  })
  return { code: status, stdout, stderr }
}

const isLinux = process.platform === 'linux'

for (const args of ['schema', 'help', 'doctor', 'debug'])
  t.test(`says in one line that stdout is full: ${args}`, { skip: !isLinux }, async (t) => {
    const { code, stderr } = runInShell(`${args} >/dev/full`)
    t.equal(code, 1)
    t.match(stderr, /^[^\n]*no space left on device[^\n]*\n$/i)
  })

t.test('keeps its exit code when stderr is full', { skip: !isLinux }, async (t) => {
  t.match(runInShell('wrong 2>/dev/full'), { code: 2, stderr: '' })
  t.match(runInShell('2>/dev/full'), { code: 1, stderr: '' })
})

const traced = `
import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    process.stderr.write('loaded ' + url + '\\n')
    return next(url, context)
  },
})
`

t.test(
  'loads nothing of all this for a host, and of the commands only the one it runs',
  async (t) => {
    const hooks = join(makeFolder(t), 'hooks.mjs')
    writeFileSync(hooks, traced)
    const loadedBy = (lines: readonly string[], room: string) =>
      lines.filter((line) => line.startsWith('loaded') && line.includes(`/src/${room}/`))
    const options = (arg: string) => ({ args: ['--import', hooks, main, arg] })

    const hosted = start(process.execPath, { ...options('schema'), env: hostEnvironment() })
    t.match(await hosted.stdoutLine(/^/), /^1\|6\|/)
    await hosted.kill()
    t.not(loadedBy(hosted.stderr, 'framework').length, 0, 'loads are seen')
    for (const room of ['cli', 'emulator', 'docs']) t.strictSame(loadedBy(hosted.stderr, room), [])

    const typed = start(process.execPath, options('schema'))
    await typed.exited
    t.ok(loadedBy(typed.stderr, 'cli').some((line) => line.includes('/schema.ts')))
    t.strictSame(loadedBy(typed.stderr, 'emulator'), [])
  },
)
