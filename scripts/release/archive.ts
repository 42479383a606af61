import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { root } from '../packaging/folders.ts'
import type { Target } from '../packaging/target.ts'
import { checkSigned } from './check-signed.ts'
import { type ZippedFile, zipFiles } from './zip-files.ts'

/** An executable that was made. */
export interface Build {
  readonly target: Target
  /** The path of its file. */
  readonly executable: string
}

export interface Archive {
  /** `terraform-provider-dbtcloud_1.2.3_linux_amd64.zip`, as the registries want it. */
  readonly name: string
  readonly content: Uint8Array
}

/** What each file of a release begins with. */
export const releaseName = `${manifest.name}_${manifest.version}`

/**
 * What a user of one platform downloads. `licences` are those of others. Throws `NotReleasable` for
 * a program of macOS without a signature.
 */
export const archive = ({ target, executable }: Build, licences: string): Archive => {
  if (target.os === 'darwin') checkSigned(executable)
  const suffix = target.os === 'win32' ? '.exe' : ''
  return {
    name: `${releaseName}_${target.name}.zip`,
    content: zipFiles([
      {
        name: `${manifest.name}_v${manifest.version}${suffix}`,
        content: readFileSync(executable),
        isExecutable: true,
      },
      ...['LICENSE', 'README.md'].map(ownText),
      { name: 'THIRD-PARTY-LICENSES', content: Buffer.from(licences) },
    ]),
  }
}

const ownText = (name: string): ZippedFile => ({ name, content: readFileSync(join(root, name)) })
