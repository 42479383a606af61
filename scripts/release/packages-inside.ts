import { bundledFiles } from '../packaging/bundle.ts'
import { type Lock, type LockedPackage, packageAt } from '../packaging/lock.ts'
import { pinOf } from '../packaging/runtime.ts'
import type { Target } from '../packaging/target.ts'

/** What the executables hold that others wrote. */
export interface Inside {
  /** The packages of npm in the bundle, by name. */
  readonly packages: readonly LockedPackage[]
  /** The packages that carry Node, one for each target. */
  readonly runtimes: readonly LockedPackage[]
}

/** Throws `NotLocked` for what is inside and not in the lock file. */
export const packagesInside = async (lock: Lock, targets: readonly Target[]): Promise<Inside> => {
  const files = await bundledFiles({ entry: 'src/main.ts', form: 'packaged' })
  return {
    packages: packagesOf(files, lock),
    runtimes: targets.map(pinOf),
  }
}

/** The packages that files belong to; a file of no package is ours. */
export const packagesOf = (files: readonly string[], lock: Lock): readonly LockedPackage[] => {
  const paths = new Set(files.flatMap((file) => folderOf(file) ?? []))
  return [...paths].map((path) => packageAt(lock, path)).sort(byName)
}

const PACKAGE = /(?<=^|\/)node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/

const folderOf = (file: string) => PACKAGE.exec(file)?.[0]

const byName = (one: LockedPackage, other: LockedPackage) => (title(one) < title(other) ? -1 : 1)

const title = ({ name, version }: LockedPackage) => `${name} ${version}`
