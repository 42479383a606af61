import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LockedPackage } from '../packaging/lock.ts'
import { hostTarget } from '../packaging/target.ts'
import { NotReleasable } from './not-releasable.ts'
import type { Inside } from './packages-inside.ts'

/**
 * The licences of all that is inside, as one text, from the packages in `folder`. Throws
 * `NotReleasable` for a package that comes without its licence.
 */
export const thirdPartyLicences = (folder: string, { packages, runtimes }: Inside): string =>
  [
    'The executable holds the software below, each part under its own licence.\n',
    chapter(`Node.js ${nodeVersion(runtimes)}`, licenceIn(folder, hostRuntime())),
    ...packages.map((inside) =>
      chapter(
        `${inside.name} ${inside.version} (${inside.license})`,
        licenceIn(folder, inside.path),
      ),
    ),
  ].join('\n')

/** npm installs the runtime of this machine alone; Node's licence is the same for all of them. */
const hostRuntime = () => `node_modules/${hostTarget().runtime.package}`

/** Throws `NotReleasable` where the runtimes differ, and so may their licences. */
const nodeVersion = (runtimes: readonly LockedPackage[]) => {
  const versions = new Set(runtimes.map(({ version }) => version))
  const said = [...versions].join(', ')
  if (versions.size > 1) throw new NotReleasable(`several versions of Node: ${said}`)
  return said
}

const RULE = '='.repeat(80)

const chapter = (title: string, text: string) => `${RULE}\n${title}\n${RULE}\n\n${text.trim()}\n`

const licenceIn = (folder: string, path: string) => {
  const place = join(folder, path)
  const texts = (existsSync(place) ? readdirSync(place) : []).filter((name) =>
    /^(licen[cs]e|notice|copying)(\.|$)/i.test(name),
  )
  if (texts.length === 0) throw new NotReleasable(`${path} comes without its licence`)
  return texts
    .sort()
    .map((name) => readFileSync(join(place, name), 'utf8'))
    .join('\n')
}
