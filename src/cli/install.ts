import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { isSea } from 'node:sea'
import { address, dbtcloud } from '../dbtcloud/provider.ts'
import { type Context, command } from './command.ts'
import { defaultMirror, type Machine, mirrorConfiguration, placeInMirror } from './mirror.ts'
import { placeFile } from './place-file.ts'
import { UsageError } from './usage-error.ts'

const release = { address, version: dbtcloud.version }

const machineOf = (env: Context['env']): Machine => ({
  platform: process.platform,
  arch: process.arch,
  home: homedir(),
  appData: env['APPDATA'],
})

const ownExecutable = (): string => {
  if (isSea()) return process.execPath
  throw new UsageError('This program runs from its sources, so say which executable: --from FILE')
}

const outcomes = {
  copied: 'Installed',
  present: 'Already installed:',
  replaced:
    'Replaced (where a .terraform.lock.hcl names this provider, remove its block there: the old ' +
    "file's checksum is in it)",
}

const hint =
  "Terraform uses it with the configuration below, in the file that TF_CLI_CONFIG_FILE names, else in\n~/.terraformrc or %APPDATA%\\terraform.rc. OpenTofu asks for another address unless the\nprovider's `source` is written in full:"

export const install = command({
  about:
    'Copies this executable into a filesystem mirror, in the layout in which Terraform and OpenTofu\n' +
    'look for providers, and prints the CLI configuration that makes them take it from there.\n' +
    'A different file of the same version is never overwritten without --force.',
  flags: {
    dir: { value: 'DIR', about: 'the mirror, instead of the one that Terraform knows by itself' },
    from: { value: 'FILE', about: 'the executable to install, instead of this one' },
    force: { about: 'replace a different file of the same version' },
  },
  run: async ({ dir, from, force }, { env, terminal }) => {
    const machine = machineOf(env)
    const mirror = resolve(dir ?? defaultMirror(machine))
    const target = join(mirror, placeInMirror(release, machine))
    const outcome = await placeFile(from ?? ownExecutable(), target, { replace: force })
    terminal.remark(`${outcomes[outcome]} ${target}`)
    terminal.remark(`${hint} "${address}".\n`)
    terminal.print(mirrorConfiguration(mirror, release))
    return 0
  },
})
