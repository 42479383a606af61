import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { ownAddress } from '../../src/dbtcloud/provider.ts'
import { root } from '../packaging/folders.ts'
import { readLock } from '../packaging/lock.ts'
import { archive, type Build, releaseName } from './archive.ts'
import { billOfMaterials } from './bill-of-materials.ts'
import { commitDate } from './check-sources.ts'
import { thirdPartyLicenses } from './licenses.ts'
import { packagesInside } from './packages-inside.ts'

/**
 * Replaces the content of `folder` with the files that the registries of Terraform and OpenTofu require:
 * https://developer.hashicorp.com/terraform/registry/providers/publishing. Returns the path of the
 * checksums. Throws `NotReleasable`.
 */
export const writeRelease = async (folder: string, builds: readonly Build[]): Promise<string> => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const path = (ending: string) => join(folder, `${releaseName}_${ending}`)
  const lock = readLock(root)
  const inside = await packagesInside(
    lock,
    builds.map(({ target }) => target),
  )
  const licenses = thirdPartyLicenses(root, inside)
  for (const build of builds) {
    const { name, content } = archive(build, licenses)
    writeFileSync(join(folder, name), content)
  }
  copyFileSync(join(root, 'terraform-registry-manifest.json'), path('manifest.json'))
  const bill = billOfMaterials(product(), inside, lock)
  writeFileSync(path('sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
  writeFileSync(path('SHA256SUMS'), sums(folder))
  return path('SHA256SUMS')
}

const product = () => ({ ...manifest, address: ownAddress, date: commitDate(root) })

/** In the format of sha256sum. */
const sums = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => `${hash(join(folder, name))}  ${name}\n`)
    .join('')

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
