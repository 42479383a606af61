import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache } from '../../../scripts/packaging/folders.ts'
import { publish } from '../../../scripts/packaging/publish.ts'

/** Debian's first release whose musl (1.2.5) is new enough. */
const RELEASE = 'trixie'

/** Why there can be no root with musl here, or undefined. */
export const withoutMusl = (): string | undefined => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'for Linux on x86-64'
  if (process.getuid?.() !== 0) return 'only root can change the root of a process'
  if (spawnSync('python3', ['-m', 'pip', '--version']).status !== 0) return 'pip is not installed'
  if (!existsSync('/etc/apt/sources.list.d/debian.sources')) return 'musl is taken from Debian'
  return undefined
}

/** The C library, which is its own loader. Debian's client checks its signature. */
const loader = async () => {
  const path = join(cache, `musl-${RELEASE}`, 'libc.so')
  if (!existsSync(path)) await publish(path, fetchLoader)
  return path
}

const fetchLoader = (draft: string) => {
  const folder = join(draft, '..')
  for (const name of ['lists', 'cache/archives/partial'])
    mkdirSync(join(folder, name), { recursive: true })
  const release =
    /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''
  const sources = readFileSync('/etc/apt/sources.list.d/debian.sources', 'utf8')
  writeFileSync(join(folder, 'other.sources'), sources.replaceAll(release, RELEASE))
  const options = [
    `Dir::Etc::sourcelist=${join(folder, 'other.sources')}`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State::lists=${join(folder, 'lists')}`,
    `Dir::Cache=${join(folder, 'cache')}`,
  ].flatMap((option) => ['-o', option])
  for (const command of [['update'], ['download', 'musl']])
    execFileSync('apt-get', ['-qq', ...options, ...command], { cwd: folder, stdio: 'pipe' })
  const [archive = ''] = globSync('musl_*.deb', { cwd: folder })
  execFileSync('dpkg-deb', ['-x', archive, 'musl'], { cwd: folder })
  copyFileSync(join(folder, 'musl/usr/lib/x86_64-linux-musl/libc.so'), draft)
}

/** Makes `folder` a root that has musl and nothing else. */
export const writeMuslRoot = async (folder: string): Promise<void> => {
  for (const name of ['lib', 'proc', 'dev']) mkdirSync(join(folder, name), { recursive: true })
  for (const name of ['ld-musl-x86_64.so.1', 'libc.musl-x86_64.so.1'])
    copyFileSync(await loader(), join(folder, 'lib', name))
  execFileSync('chmod', ['-R', 'a+rx', join(folder, 'lib')])
}

/**
 * A command, with its first arguments, that runs what follows in that root. `shared` is a folder that has
 * the same path in the root.
 */
export const inRoot = (
  root: string,
  shared: string,
): readonly [command: string, ...args: string[]] => {
  mkdirSync(join(root, shared), { recursive: true })
  const script = [
    'mount -t proc proc "$0/proc"',
    'mount --bind /dev "$0/dev"',
    'mount --bind "$1" "$0$1"',
    'root=$0; shift; exec chroot "$root" "$@"',
  ].join(' && ')
  return ['unshare', '--mount', '--', 'sh', '-c', script, root, shared]
}
