import { accessSync, constants, statSync } from 'node:fs'
import { locateHost } from '../../hosts/locate.ts'

/** A comparison that cannot be made. */
export class PeerError extends Error {
  override readonly name = 'PeerError'
}

export interface ComparedFiles {
  /** The program of the host. */
  readonly terraform: string
  /** The executable of the other provider. */
  readonly peer: string
}

const USAGE = 'npm run bench:peer -- ~/bin/terraform-provider-dbtcloud_v1.12.10'

/** @throws PeerError */
export const comparedFiles = (
  args: readonly string[],
  terraform = locateHost('terraform') ?? null,
): ComparedFiles => {
  const [path, ...others] = args
  if (path === undefined || others.length > 0)
    throw new PeerError(`Give the path of the other provider's executable: ${USAGE}`)
  if (!isProgram(path))
    throw new PeerError(
      `${path} is not an executable file. Give the path of the provider: ${USAGE}`,
    )
  if (terraform === null)
    throw new PeerError(
      'The comparison needs Terraform. Install it, or set TEST_HOSTS to its folder.',
    )
  return { terraform, peer: path }
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
