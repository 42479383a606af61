import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { excessOf, type Requirements } from './elf/requirements.ts'
import type { Content } from './sea.ts'

/** A package that is not what it should be. */
export class BadPackage extends Error {
  override readonly name = 'BadPackage'
  readonly path: string

  constructor(path: string, fault: string) {
    super(`${path}: ${fault}`)
    this.path = path
  }
}

/** Node looks for its blob where this ends with 1. Not in one piece: pkg would find it here too. */
const FUSE = ['NODE_SEA', 'FUSE_fce680ab2cc467b6e072b8b5df1996b2:1'].join('_')

/** Throws `BadPackage` unless the file has the content, of that version, where Node looks for it. */
export const checkContent = (path: string, { bundle }: Content, version: string): void => {
  const file = readFileSync(path)
  if (!file.includes(FUSE)) throw new BadPackage(path, 'Node would not look for a program in it')
  if (!file.includes(Buffer.from(bundle, 'latin1'))) throw new BadPackage(path, 'has no bundle')
  if (!bundle.includes(`"${version}"`)) throw new BadPackage(path, `is not version ${version}`)
}

/** Throws `BadPackage` where a file for Linux asks more of the system than was promised. */
export const checkRequirements = (path: string, limit: Requirements): void => {
  const excess = excessOf(readFileSync(path), limit)
  if (excess.length > 0) throw new BadPackage(path, `needs more of Linux: ${excess.join(', ')}`)
}

/** Runs it for its version. Throws `BadPackage` if it prints something else. */
export const checkRun = (path: string, version: string): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(path, ['--version'], { env: {} }, (_, stdout, stderr) => {
      if (stdout === `terraform-provider-dbtcloud ${version}\n`) resolve()
      else reject(new BadPackage(path, `does not print its version: ${stdout}${stderr}`))
    })
  })
