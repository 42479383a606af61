import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { root } from '../packaging/folders.ts'
import type { Target } from '../packaging/target.ts'
import { checkSigned } from './check-signed.ts'
import { type ZippedFile, zipFiles } from './zip-files.ts'

/** A built executable. */
export interface Build {
  readonly target: Target
  /** The path of its file. */
  readonly executable: string
}

export interface Archive {
  /** `terraform-provider-dbtcloud_1.2.3_linux_amd64.zip`, as the registries require. */
  readonly name: string
  readonly content: Uint8Array
}

/** The prefix of each file of a release. */
export const releaseName = `${manifest.name}_${manifest.version}`

/**
 * The archive for one platform. `licenses` is the text with all third-party licenses. Throws
 * `NotReleasable` for a macOS program without a signature.
 */
export const archive = ({ target, executable }: Build, licenses: string): Archive => {
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
      { name: 'THIRD-PARTY-LICENSES', content: Buffer.from(licenses) },
    ]),
  }
}

const ownText = (name: string): ZippedFile => ({ name, content: readFileSync(join(root, name)) })
