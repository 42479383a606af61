import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cache, root } from './folders.ts'
import { type LockedPackage, packageAt, readLock } from './lock.ts'
import { publish } from './publish.ts'
import { isHost, type Target } from './target.ts'

/** An archive that is not the one in the lock file. */
export class WrongArchive extends Error {
  override readonly name = 'WrongArchive'
}

/** Not the Node that goes into the package: the blob that another version makes would crash it. */
export class WrongNode extends Error {
  override readonly name = 'WrongNode'

  constructor(wanted: string) {
    super(
      `packaging for Node ${wanted} needs that Node, not ${process.version}: use npm run package`,
    )
  }
}

/** Throws `WrongNode` unless this process runs the version of the runtime. */
export const checkNode = (target: Target): void => {
  const { version } = pinOf(target)
  if (process.version !== `v${version}`) throw new WrongNode(version)
}

/** What the lock file says of a runtime. */
export const pinOf = ({ runtime }: Target): LockedPackage =>
  packageAt(readLock(root), `node_modules/${runtime.package}`)

/** The Node of `target` as npm carries it: npm installs that of this machine, others are fetched. */
export const runtimeOf = async (target: Target): Promise<string> => {
  const { package: name, file } = target.runtime
  const installed = join(root, 'node_modules', name, file)
  if (existsSync(installed)) return installed
  const pin = pinOf(target)
  const path = join(cache, `${name}-${pin.version}`, 'node')
  if (!existsSync(path)) await publish(path, (draft) => fetchRuntime(target, pin, draft))
  return path
}

const fetchRuntime = (
  { runtime }: Target,
  { version, integrity }: LockedPackage,
  draft: string,
) => {
  const folder = dirname(draft)
  const wanted = `${runtime.package}@${version}`
  execFileSync('npm', ['pack', wanted, '--silent', '--pack-destination', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  const archive = join(folder, `${runtime.package}-${version}.tgz`)
  checkIntegrity(archive, integrity)
  execFileSync('tar', ['-xzf', archive, '-C', folder, `package/${runtime.file}`])
  copyFileSync(join(folder, 'package', runtime.file), draft)
}

/** Throws `WrongArchive` unless the file has this hash. */
export const checkIntegrity = (file: string, integrity: string): void => {
  const [algorithm = '', wanted] = integrity.split(/-(.*)/s)
  const found = createHash(algorithm).update(readFileSync(file)).digest('base64')
  if (found !== wanted) throw new WrongArchive(`${file} is not ${integrity}`)
}

export interface Stripped {
  readonly path: string
  /** Without a `strip` for the target's format the runtime is taken as it is. */
  readonly isStripped: boolean
}

/** The runtime without its symbols, a quarter smaller. Those of macOS and Windows have none. */
export const strippedRuntime = async (target: Target): Promise<Stripped> => {
  const runtime = await runtimeOf(target)
  const strip = stripOf(target)
  if (strip === undefined) return { path: runtime, isStripped: false }
  const path = join(cache, `${target.runtime.package}-${pinOf(target).version}-stripped`, 'node')
  if (!existsSync(path)) await publish(path, (draft) => writeStripped(strip, runtime, draft))
  return { path, isStripped: true }
}

/** The program, as Debian's binutils name it; `strip` alone is for programs of this machine. */
export const stripOf = (target: Target): string | undefined => {
  if (target.os !== 'linux') return undefined
  const processor = target.arch === 'arm64' ? 'aarch64' : 'x86_64'
  return [...(isHost(target) ? ['strip'] : []), `${processor}-linux-gnu-strip`].find(isProgram)
}

const isProgram = (name: string) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const writeStripped = (strip: string, runtime: string, draft: string) => {
  copyFileSync(runtime, draft)
  chmodSync(draft, 0o755)
  execFileSync(strip, [draft])
}
