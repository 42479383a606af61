import { join, resolve } from 'node:path'
import { isSea } from 'node:sea'
import { dbtcloud } from '../dbtcloud/provider.ts'
import { printableLine } from '../framework/index.ts'
import { type Context, command } from './command.ts'
import { program } from './help.ts'
import { onInterruption } from './interruption.ts'
import {
  type Mirror,
  mirrorConfiguration,
  mirrorFlags,
  openMirror,
  placeInMirror,
} from './mirror.ts'
import { type Outcome, type Placement, placeFile } from './place-file.ts'
import { NotThisProvider, providerVersion } from './provider-version.ts'
import type { Terminal } from './terminal.ts'
import { ownCommand, uninstallCommand } from './uninstall-command.ts'
import { UsageError } from './usage-error.ts'
import { wrap } from './wrap.ts'

/** An interruption leaves nothing behind. */
const place = async (placement: Omit<Placement, 'signal'>): Promise<Outcome> => {
  const interrupted = new AbortController()
  const release = onInterruption(() => interrupted.abort())
  try {
    return await placeFile({ ...placement, signal: interrupted.signal })
  } finally {
    release()
  }
}

interface Source {
  readonly file: string
  readonly version: string
}

/** The executable to install, once it has been seen to be one of this provider. */
const sourceOf = async (from: string | undefined, env: Context['env']): Promise<Source> => {
  if (from === undefined) {
    if (isSea()) return { file: process.execPath, version: dbtcloud.version }
    throw new UsageError(
      'This program runs from its source code. Build the executable with "npm run package" and name it ' +
        'with --from FILE.',
    )
  }
  try {
    return { file: resolve(from), version: await providerVersion(from, env) }
  } catch (error) {
    if (!(error instanceof NotThisProvider)) throw error
    throw new UsageError(`Cannot install ${from} (--from): ${error.message}.`)
  }
}

const outcomes: Readonly<Record<Outcome, string>> = {
  copied: 'Installed',
  present: 'Already installed:',
  replaced: 'Replaced',
}

const effectOf = ({ isImplied, address, folder }: Mirror): string =>
  isImplied
    ? `Terraform and OpenTofu search ${folder} by default. Every configuration of this user with the ` +
      `provider source "${address}" now uses the versions in this directory, and Terraform no longer downloads ` +
      'this provider from its registry. A configuration that requires another version fails in ' +
      '"terraform init".'
    : `Terraform and OpenTofu do not search ${folder} by default. After you add the CLI configuration ` +
      `below, every configuration with the provider source "${address}" uses the versions in this directory.`

const where =
  'CLI configuration, for the file in TF_CLI_CONFIG_FILE, or ~/.terraformrc, or %APPDATA%\\terraform.rc on ' +
  'Windows. '

const whenNeeded = ({ isImplied }: Mirror): string =>
  isImplied
    ? `${where}You need it only if that file already has a provider_installation block:`
    : `${where}If that file already has a provider_installation block, merge the two:`

const lockAdvice =
  'Lock files (.terraform.lock.hcl) still hold the checksum of the replaced file. Remove the block of this ' +
  'provider from them and run "terraform init" again.'

const openTofuAdvice = ({ address }: Mirror): string =>
  `OpenTofu puts its own registry before a source without a host name, so write "${address}" in full there.`

const report = (mirror: Mirror, outcome: Outcome, { remark, columns }: Terminal): void => {
  const say = (text: string): void =>
    remark(`${wrap(printableLine(text), columns, { keepWords: true }).join('\n')}\n`)
  say(effectOf(mirror))
  if (mirror.address.startsWith('registry.terraform.io/')) say(openTofuAdvice(mirror))
  if (outcome === 'replaced') say(lockAdvice)
  say('To undo the installation, run:')
  const self = isSea() ? ownCommand(program, process.argv0) : program
  remark(`  ${printableLine(uninstallCommand(self, mirror))}\n`)
  say(whenNeeded(mirror))
}

export const install = command({
  about:
    'Copies this executable into a filesystem mirror, which is a directory where Terraform and OpenTofu look ' +
    'for providers, and prints the CLI configuration for it. It says what that means for your other ' +
    'configurations. The uninstall command undoes it.\n\n' +
    'An executable that is already there with different content is replaced only with --force. Use ' +
    '--address to install under another source address, such as that of the published releases.',
  flags: {
    ...mirrorFlags,
    from: { value: 'FILE', about: 'Executable to install, instead of this one' },
    force: { about: 'Replace an executable of the same version with different content' },
  },
  run: async ({ dir, address, from, force }, { env, terminal }) => {
    const mirror = openMirror({ dir, address }, env)
    const { file, version } = await sourceOf(from, env)
    const target = join(mirror.folder, placeInMirror(mirror, version))
    const outcome = await place({ source: file, target, replace: force })
    terminal.remark(`${outcomes[outcome]} ${printableLine(target)}\n`)
    report(mirror, outcome, terminal)
    terminal.print(mirrorConfiguration(mirror))
    return 0
  },
})
