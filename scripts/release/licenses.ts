import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LockedPackage } from '../packaging/lock.ts'
import { hostTarget } from '../packaging/target.ts'
import { NotReleasable } from './not-releasable.ts'
import type { Inside } from './packages-inside.ts'

/**
 * The licenses of all bundled software as one text, read from the packages in `folder`. Throws
 * `NotReleasable` for a package without a license file.
 */
export const thirdPartyLicenses = (folder: string, { packages, runtimes }: Inside): string =>
  [
    'The executable contains the following software. Each part has its own license.\n',
    chapter(`Node.js ${nodeVersion(runtimes)}`, licenseIn(folder, hostRuntime())),
    ...packages.map((inside) =>
      chapter(
        `${inside.name} ${inside.version} (${inside.license})`,
        licenseIn(folder, inside.path),
      ),
    ),
  ].join('\n')

/** npm installs only the runtime of this machine. The license of Node is the same for all of them. */
const hostRuntime = () => `node_modules/${hostTarget().runtime.package}`

/** Throws `NotReleasable` if the versions differ, because their licenses may differ too. */
const nodeVersion = (runtimes: readonly LockedPackage[]) => {
  const versions = new Set(runtimes.map(({ version }) => version))
  const list = [...versions].join(', ')
  if (versions.size > 1) throw new NotReleasable(`several versions of Node.js: ${list}`)
  return list
}

const RULE = '='.repeat(80)

const chapter = (title: string, text: string) => `${RULE}\n${title}\n${RULE}\n\n${text.trim()}\n`

const licenseIn = (folder: string, path: string) => {
  const place = join(folder, path)
  const texts = (existsSync(place) ? readdirSync(place) : []).filter((name) =>
    /^(licen[cs]e|notice|copying)(\.|$)/i.test(name),
  )
  if (texts.length === 0) throw new NotReleasable(`${path} has no license file`)
  return texts
    .sort()
    .map((name) => readFileSync(join(place, name), 'utf8'))
    .join('\n')
}
