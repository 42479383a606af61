import { bundledFiles } from '../packaging/bundle.ts'
import { type Lock, type LockedPackage, packageAt } from '../packaging/lock.ts'
import { pinOf } from '../packaging/runtime.ts'
import type { Target } from '../packaging/target.ts'

/** The third-party software in the executables. */
export interface Inside {
  /** The npm packages in the bundle, by name. */
  readonly packages: readonly LockedPackage[]
  /** The packages that contain Node.js, one for each target. */
  readonly runtimes: readonly LockedPackage[]
}

/** Throws `NotLocked` for a bundled package that is not in the lock file. */
export const packagesInside = async (lock: Lock, targets: readonly Target[]): Promise<Inside> => {
  const files = await bundledFiles({ entry: 'src/main.ts', form: 'packaged' })
  return {
    packages: packagesOf(files, lock),
    runtimes: targets.map(pinOf),
  }
}

/** The packages of the files. A file outside of packages is our own. */
export const packagesOf = (files: readonly string[], lock: Lock): readonly LockedPackage[] => {
  const paths = new Set(files.flatMap((file) => folderOf(file) ?? []))
  return [...paths].map((path) => packageAt(lock, path)).sort(byName)
}

const PACKAGE = /(?<=^|\/)node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/

const folderOf = (file: string) => PACKAGE.exec(file)?.[0]

const byName = (one: LockedPackage, other: LockedPackage) => (title(one) < title(other) ? -1 : 1)

const title = ({ name, version }: LockedPackage) => `${name} ${version}`
