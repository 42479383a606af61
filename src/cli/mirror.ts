import { homedir, userInfo } from 'node:os'
import { posix, resolve, win32 } from 'node:path'
import { address } from '../dbtcloud/provider.ts'
import { parseAddress } from './address.ts'
import { UsageError } from './usage-error.ts'

/** The machine, in Node's words. */
export interface Machine {
  readonly platform: string
  readonly arch: string
  readonly home: string
  /** %APPDATA%, on Windows. */
  readonly appData?: string | undefined
}

/** A filesystem mirror of Terraform's, and the provider's address in it. */
export interface Mirror {
  readonly folder: string
  /** `registry.terraform.io/dbt-labs/dbtcloud` */
  readonly address: string
  readonly machine: Machine
  /** Whether Terraform searches it by default. */
  readonly isImplied: boolean
}

// Where Node's word is not Go's.
const GO_PLATFORM: Readonly<Record<string, string>> = { win32: 'windows' }
const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** `linux_amd64` */
const targetOf = ({ platform, arch }: Machine): string =>
  `${GO_PLATFORM[platform] ?? platform}_${GO_ARCH[arch] ?? arch}`

/** The mirror that Terraform searches by default (command/cliconfig, ConfigDir). */
export const defaultMirror = ({ platform, home, appData }: Machine): string =>
  platform === 'win32'
    ? win32.join(appData || win32.join(home, 'AppData', 'Roaming'), 'terraform.d', 'plugins')
    : posix.join(home, '.terraform.d', 'plugins')

const typeOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1)

/** The executable's place in a mirror, in the unpacked layout of a filesystem mirror. */
export const placeInMirror = (
  { address, machine }: Pick<Mirror, 'address' | 'machine'>,
  version: string,
): string => {
  const suffix = machine.platform === 'win32' ? '.exe' : ''
  const name = `terraform-provider-${typeOf(address)}_v${version}${suffix}`
  return [address, version, targetOf(machine), name].join('/')
}

const escaped = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
}

/** A string of the CLI configuration's language, HCL 1. What a terminal would not show is escaped. */
const quote = (text: string): string => JSON.stringify(text).replaceAll(/\p{Cf}/gu, escaped)

/** The part of the CLI configuration by which Terraform takes the provider from the mirror alone. */
export const mirrorConfiguration = ({
  folder,
  address,
}: Pick<Mirror, 'folder' | 'address'>): string => `\
provider_installation {
  filesystem_mirror {
    path    = ${quote(folder)}
    include = ["${address}"]
  }
  direct {
    exclude = ["${address}"]
  }
}`

const homeOf = (): string => {
  try {
    const home = homedir() || userInfo().homedir
    if (home) return home
  } catch {
    // A user that the system does not know, without HOME.
  }
  throw new UsageError('Cannot find the home directory, because HOME is not set. Use --dir DIR.')
}

export const mirrorFlags = {
  dir: {
    value: 'DIR',
    about: 'Mirror directory, instead of the one that Terraform searches by default',
  },
  address: { value: 'ADDRESS', about: 'Source address of the provider', default: address },
} as const

interface Choice {
  readonly dir: string | undefined
  readonly address: string
}

/** @throws UsageError */
export const openMirror = (
  { dir, address }: Choice,
  env: Readonly<Record<string, string | undefined>>,
): Mirror => {
  const { platform, arch } = process
  const own = (): Machine => ({ platform, arch, home: homeOf(), appData: env['APPDATA'] })
  const machine = dir === undefined ? own() : { platform, arch, home: homedir() }
  const implied = resolve(defaultMirror({ ...machine, appData: env['APPDATA'] }))
  const folder = dir === undefined ? implied : resolve(dir)
  return { folder, address: parseAddress(address), machine, isImplied: folder === implied }
}
