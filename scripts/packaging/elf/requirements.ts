import type { Target } from '../target.ts'
import { neededLibraries, versionsNeeded } from './dynamic.ts'

/** What a program asks of the system that loads it. */
export interface Requirements {
  readonly libraries: readonly string[]
  /** The newest version of each name: `{ GLIBC: '2.28' }`. */
  readonly versions: Readonly<Record<string, string>>
}

const LOADER = { x64: 'ld-linux-x86-64.so.2', arm64: 'ld-linux-aarch64.so.1' } as const

/**
 * What README.md promises: glibc 2.28 with the libraries of GCC 5 or later. Every image with glibc that
 * has a package manager has them; libatomic.so.1 it often has not.
 */
export const promised = (arch: Target['arch']): Requirements => ({
  libraries: [
    'libc.so.6',
    'libdl.so.2',
    'libm.so.6',
    'libpthread.so.0',
    'libgcc_s.so.1',
    'libstdc++.so.6',
    LOADER[arch],
  ],
  versions: { GLIBC: '2.28', GLIBCXX: '3.4.21', CXXABI: '1.3.11', GCC: '4.2.0' },
})

/** What the package for musl promises: the libraries beside it, and musl 1.2.4 or later. */
export const promisedMusl: Requirements = {
  libraries: ['libc.musl-x86_64.so.1', 'libgcc_s-0cd532bd.so.1', 'libstdc++-5d72f927.so.6.0.33'],
  versions: { GLIBCXX: '3.4.33', CXXABI: '1.3.15', GCC: '7.0.0' },
}

export const requirementsOf = (file: Buffer): Requirements => {
  const versions: Record<string, string> = {}
  for (const text of versionsNeeded(file).flatMap((record) => record.versions)) {
    const [name = '', version = ''] = text.split('_')
    if (isNewer(version, versions[name] ?? '0')) versions[name] = version
  }
  return { libraries: neededLibraries(file), versions }
}

/** `GLIBC 2.28, …; libc.so.6, …` */
export const describeRequirements = ({ libraries, versions }: Requirements): string => {
  const names = Object.entries(versions).map((version) => version.join(' '))
  return `${names.sort().join(', ')}; ${[...libraries].sort().join(', ')}`
}

/** What the file asks for beyond `limit`, in words: nothing, or one text for each. */
export const excessOf = (file: Buffer, limit: Requirements): readonly string[] => {
  const { libraries, versions } = requirementsOf(file)
  return [
    ...libraries.filter((name) => !limit.libraries.includes(name)),
    ...Object.entries(versions)
      .filter(([name, version]) => isNewer(version, limit.versions[name] ?? '0'))
      .map(([name, version]) => `${name}_${version}`),
  ]
}

const isNewer = (one: string, other: string) =>
  one.localeCompare(other, 'en', { numeric: true }) > 0
