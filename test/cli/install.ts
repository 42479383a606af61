import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { program } from '../../src/cli/help.ts'
import { ownCommand } from '../../src/cli/uninstall-command.ts'
import { hosted } from '../terraform/kit/host.ts'
import { installFromSources, makeFolder, run, runHere, runHost } from './fixture.ts'

const release = `registry.terraform.io/dbt-labs/dbtcloud/${manifest.version}`

/** What is below a folder. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

t.test('puts an executable into the mirror, and prints the configuration alone', async (t) => {
  const folder = makeFolder(t)
  const { code, stdout, stderr } = await installFromSources(folder)
  t.equal(code, 0)
  const [file = '', ...others] = filesIn(join(folder, 'mirror'))
  t.strictSame(others, [])
  t.match(file, `${join(folder, 'mirror')}/${release}/`)
  t.match(file, `terraform-provider-dbtcloud_v${manifest.version}`)
  t.match(stdout, /^provider_installation \{\n {2}filesystem_mirror \{/)
  t.match(stdout, `path    = "${join(folder, 'mirror')}"`)
  t.match(stderr, `Installed ${file}`)
})

/** A script that answers as a provider of this version. */
const providerScript = (version: string, note = '') =>
  `#!/bin/sh\n# ${note}\necho "terraform-provider-dbtcloud ${version}"\n`

const makeProvider = (folder: string, version: string = manifest.version, note = ''): string => {
  const from = join(folder, 'executable')
  writeFileSync(from, providerScript(version, note), { mode: 0o755 })
  return from
}

t.test('uses the mirror that Terraform knows, and says what that means', async (t) => {
  const folder = makeFolder(t)
  const env = { HOME: folder, APPDATA: folder }
  const { code, stderr } = await run(['install', '--from', makeProvider(folder)], env)
  t.equal(code, 0)
  t.ok(filesIn(folder).some((file) => file.includes(`terraform.d/plugins/${release}/`)))
  t.match(stderr, 'Every configuration of this user with the provider source')
  t.match(stderr, /To undo the installation, run:\n\n {2}terraform-provider-dbtcloud uninstall\n/)
})

t.test('says how to undo what it did, with the options that it was given', async (t) => {
  const folder = makeFolder(t)
  const mirror = join(folder, "it's a mirror")
  const options = ['--dir', mirror, '--address', 'dbtcloud-typescript/dbtcloud']
  const { code, stdout, stderr } = await runHere([
    'install',
    '--from',
    makeProvider(folder),
    ...options,
  ])
  t.equal(code, 0)
  t.match(stdout, 'include = ["registry.terraform.io/dbtcloud-typescript/dbtcloud"]')
  t.match(stderr, 'do not search')
  const undo = `uninstall --dir '${mirror.replace("'", String.raw`'\''`)}' --address registry.terraform.io/`
  t.match(stderr, undo)
  t.match(await runHere(['uninstall', ...options]), { code: 0 })
  t.strictSame(readdirSync(folder), ['executable'])
})

const selves: readonly (readonly [argv0: string, shown: string])[] = [
  ['terraform-provider-dbtcloud', program],
  ['dist/terraform-provider-dbtcloud', 'dist/terraform-provider-dbtcloud'],
  ['/opt/my tools/provider', "'/opt/my tools/provider'"],
  ['dist\\provider.exe', program],
]

for (const [argv0, shown] of selves)
  t.test(`says how to undo an installation by ${argv0}`, async (t) => {
    t.equal(ownCommand(program, argv0), shown)
  })

t.test('installs an executable under the version that it answers', async (t) => {
  const folder = makeFolder(t)
  const from = makeProvider(folder, '9.8.7-rc.1')
  const { stderr } = await runHere(['install', '--from', from, '--dir', join(folder, 'mirror')])
  t.match(stderr, /\/9\.8\.7-rc\.1\/\w+\/terraform-provider-dbtcloud_v9\.8\.7-rc\.1/)
})

t.test('replaces a different file only with --force', async (t) => {
  const folder = makeFolder(t)
  const install = async (note: string, ...more: readonly string[]) => {
    const from = makeProvider(folder, manifest.version, note)
    return runHere(['install', '--from', from, '--dir', join(folder, 'mirror'), ...more])
  }
  const installed = () => filesIn(join(folder, 'mirror')).map((file) => readFileSync(file, 'utf8'))
  t.match(await install('old'), { code: 0, stderr: /^Installed / })
  t.match(await install('old'), { code: 0, stderr: /^Already installed: / })
  const refused = await install('new')
  t.match(refused, { code: 1, stdout: '', stderr: /has different content\. Use --force/ })
  t.match(installed(), [/old/])
  t.match(await install('new', '--force'), { code: 0, stderr: /^Replaced [^]*lock\.hcl/ })
  t.match(installed(), [/new/])
})

const isRoot = process.getuid?.() === 0
const isLinux = process.platform === 'linux'

/** Places where nothing can be made, prepared below a folder. */
const hopeless: Readonly<Record<string, (folder: string) => string>> = {
  'a file system without files of ours': () => '/proc/x',
  'a folder of the kernel': () => '/proc/self/x/y',
  'a file where a folder should be': (folder) => {
    writeFileSync(join(folder, 'file'), '')
    return join(folder, 'file')
  },
  'a file above the folder': (folder) => {
    writeFileSync(join(folder, 'file'), '')
    return join(folder, 'file/a/b')
  },
  'a link to itself': (folder) => {
    symlinkSync('loop', join(folder, 'loop'))
    return join(folder, 'loop/a')
  },
  'a name that is too long': (folder) => join(folder, 'x'.repeat(300)),
  'a device': () => '/dev/null',
  'a folder that this user may not write to': (folder) => {
    mkdirSync(join(folder, 'closed'), { mode: 0o555 })
    return isRoot ? '/sys/kernel/x' : join(folder, 'closed')
  },
}

for (const [title, prepare] of Object.entries(hopeless))
  t.test(`says which path, why, and what to do: ${title}`, { skip: !isLinux }, async (t) => {
    const folder = makeFolder(t)
    const dir = prepare(folder)
    const before = filesIn(folder)
    const from = makeProvider(makeFolder(t))
    const { code, stdout, stderr } = await runHere(['install', '--from', from, '--dir', dir])
    t.match({ code, stdout }, { code: 1, stdout: '' })
    t.match(stderr, /^Cannot (?:create|use|write) \/.*: [\w ,]+\. .*--dir\.$/)
    t.strictSame(filesIn(folder), before)
  })

const impostors: Readonly<Record<string, readonly [content: string, says: RegExp, mode?: number]>> =
  {
    'an empty file': ['', /it is not an executable/],
    'a text': ['terraform-provider-dbtcloud 1.0.0', /it is not an executable/],
    'another program': ['#!/bin/sh\necho v26.10.0', /does not answer --version as this/],
    'a program that fails': ['#!/bin/sh\nexit 1', /does not answer --version as this/],
    'a version that leads elsewhere': [providerScript('1.0.0-../../../x'), /does not answer/],
    'a program that prints without end': ['#!/bin/sh\nexec yes', /does not answer/],
    'a program that reads its input': ['#!/bin/sh\ncat', /does not answer/],
    'a script without its interpreter': ['#!/no/such/program', /no such file/],
    'a file that is not executable': [providerScript('1.0.0'), /chmod \+x/, 0o644],
  }

for (const [title, [content, says, mode = 0o755]] of Object.entries(impostors))
  t.test(`installs nothing from ${title}`, async (t) => {
    const folder = makeFolder(t)
    const from = join(folder, 'executable')
    writeFileSync(from, content, { mode })
    const { code, stderr } = await runHere([
      'install',
      '--from',
      from,
      '--dir',
      join(folder, 'mirror'),
    ])
    t.equal(code, 2)
    t.match(stderr, `install: Cannot install ${from} (--from): `)
    t.match(stderr, says)
    t.strictSame(readdirSync(folder), ['executable'])
  })

for (const from of ['/no/such/file', '/dev/zero', '/tmp'])
  t.test(`installs nothing from ${from}`, async (t) => {
    const folder = makeFolder(t)
    const { code, stderr } = await runHere([
      'install',
      '--from',
      from,
      '--dir',
      join(folder, 'mirror'),
    ])
    t.equal(code, 2)
    t.match(stderr, `Cannot install ${from} (--from): `)
    t.strictSame(readdirSync(folder), [])
  })

t.test('asks which executable, when it is run from its sources', async (t) => {
  const folder = makeFolder(t)
  const { code, stderr } = await runHere(['install', '--dir', folder])
  t.equal(code, 2)
  t.match(stderr, 'npm run package')
  t.strictSame(filesIn(folder), [])
})

hosted('makes a mirror that a host installs from, and locks', async (t, host) => {
  const folder = makeFolder(t)
  const { stdout } = await installFromSources(folder)
  writeFileSync(join(folder, 'host.tfrc'), stdout)
  await runHost(host, folder, ['validate'])
  t.ok(existsSync(join(folder, '.terraform.lock.hcl')))
})
