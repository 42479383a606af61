import { posix, win32 } from 'node:path'

/** The machine, in Node's words. */
export interface Machine {
  readonly platform: string
  readonly arch: string
  readonly home: string
  /** %APPDATA%, on Windows. */
  readonly appData?: string | undefined
}

export interface Release {
  /** `registry.terraform.io/dbt-labs/dbtcloud` */
  readonly address: string
  readonly version: string
}

// Where Node's word is not Go's.
const GO_PLATFORM: Readonly<Record<string, string>> = { win32: 'windows' }
const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** `linux_amd64` */
const targetOf = ({ platform, arch }: Machine): string =>
  `${GO_PLATFORM[platform] ?? platform}_${GO_ARCH[arch] ?? arch}`

/** The mirror that Terraform looks into by itself (command/cliconfig, ConfigDir). */
export const defaultMirror = ({ platform, home, appData }: Machine): string =>
  platform === 'win32'
    ? win32.join(appData ?? win32.join(home, 'AppData', 'Roaming'), 'terraform.d', 'plugins')
    : posix.join(home, '.terraform.d', 'plugins')

/** The executable's place in a mirror, in the unpacked layout of a filesystem mirror. */
export const placeInMirror = ({ address, version }: Release, machine: Machine): string => {
  const type = address.slice(address.lastIndexOf('/') + 1)
  const suffix = machine.platform === 'win32' ? '.exe' : ''
  const name = `terraform-provider-${type}_v${version}${suffix}`
  return [address, version, targetOf(machine), name].join('/')
}

/** The part of the CLI configuration by which Terraform takes the provider from the mirror alone. */
export const mirrorConfiguration = (mirror: string, { address }: Release): string => `\
provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${address}"]
  }
  direct {
    exclude = ["${address}"]
  }
}`
