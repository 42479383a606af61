import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What package-lock.json says of a package: npm's format, version 3, as far as we read it. */
export interface Locked {
  readonly version: string
  /** `sha512-…` of npm's archive. */
  readonly integrity: string
  /** SPDX. */
  readonly license: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** By where the package is: `node_modules/got`. */
export type Lock = Readonly<Record<string, Locked>>

/** The lock file in `folder`. */
export const readLock = (folder: string): Lock =>
  JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages

/** A package of the lock file, with its place there. */
export interface LockedPackage extends Locked {
  readonly path: string
  readonly name: string
}

/** Throws `NotLocked` for a place that the lock file does not have. */
export const packageAt = (lock: Lock, path: string): LockedPackage => {
  const locked = lock[path]
  if (!locked) throw new NotLocked(path)
  return { ...locked, path, name: nameOf(path) }
}

/** A package that is used, although the lock file does not have it. */
export class NotLocked extends Error {
  override readonly name = 'NotLocked'
  readonly path: string

  constructor(path: string) {
    super(`package-lock.json does not have ${path}`)
    this.path = path
  }
}

const FOLDER = 'node_modules/'

const nameOf = (path: string) => path.slice(path.lastIndexOf(FOLDER) + FOLDER.length)

/** Where the package at `path` finds the dependency of that name, as Node looks for it. */
export const dependencyPath = (lock: Lock, path: string, name: string): string | undefined => {
  const here = `${path}/${FOLDER}${name}`
  if (here in lock) return here
  const above = path.lastIndexOf(`/${FOLDER}`)
  if (above >= 0) return dependencyPath(lock, path.slice(0, above), name)
  return `${FOLDER}${name}` in lock ? `${FOLDER}${name}` : undefined
}
