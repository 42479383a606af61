import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { commands } from '../../src/cli/commands.ts'
import { hostEnvironment } from '../core/plugin-client.ts'
import { start } from '../core/plugin-process.ts'
import { makeFolder, run, startProgram } from './fixture.ts'

const program = 'terraform-provider-dbtcloud'
const names = Object.keys(commands)

t.test('says what it is and how to use it, on stderr, when nothing is asked of it', async (t) => {
  const { code, stdout, stderr } = await run([])
  t.match({ code, stdout }, { code: 1, stdout: '' })
  t.match(stderr, `${program} ${manifest.version} is a plugin: Terraform and OpenTofu start it`)
  for (const name of names) t.match(stderr, new RegExp(`^  ${name} `, 'm'))
})

t.test('explains itself, its exit codes and its variables', async (t) => {
  const { code, stdout, stderr } = await run(['--help'])
  t.match({ code, stderr }, { code: 0, stderr: '' })
  for (const variable of ['DBT_CLOUD_TOKEN', 'DBT_CLOUD_READ_ONLY', 'NO_COLOR'])
    t.match(stdout, variable)
  for (const exit of ['0  all', '1  something', '2  the command line']) t.match(stdout, exit)
})

t.test('tells its version', async (t) => {
  t.strictSame(await run(['--version']), {
    code: 0,
    stdout: `${program} ${manifest.version}`,
    stderr: '',
  })
})

for (const name of names)
  t.test(`explains ${name}, with each of its flags`, async (t) => {
    const { code, stdout } = await run([name, '--help'])
    t.equal(code, 0)
    t.match(stdout, `${program} ${name}`)
    const { flags } = (await commands[name]?.load()) ?? { flags: {} }
    for (const flag of [...Object.keys(flags), 'help']) t.match(stdout, `--${flag} `)
  })

const nonsense: readonly (readonly [args: readonly string[], says: string])[] = [
  [['wrong'], `There is no command "wrong". See ${program} --help.`],
  [['constructor'], `There is no command "constructor". See ${program} --help.`],
  [['--wrong'], `There is no flag --wrong. See ${program} --help.`],
  [['-v'], `There is no flag -v. See ${program} --help.`],
  [['--version', 'now'], `There is no use for "now" here. See ${program} --help.`],
  [['schema', '--wrong'], `schema: There is no flag --wrong. See ${program} schema --help.`],
  [['schema', 'x'], `schema: There is no use for "x" here. See ${program} schema --help.`],
  [['install', '--dir'], `install: --dir needs a value: --dir DIR. See ${program} install --help.`],
]

for (const [args, stderr] of nonsense)
  t.test(`refuses ${args.join(' ')} in one sentence`, async (t) => {
    t.strictSame(await run(args), { code: 2, stdout: '', stderr })
  })

t.test('bears a reader that goes away', async (t) => {
  const { process: child, exited, stderr } = startProgram(['schema'])
  child.stdout?.destroy()
  t.strictSame(await exited, { code: 0, signal: null })
  t.strictSame(stderr, [])
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
    const main = join(import.meta.dirname, '../../src/main.ts')
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
