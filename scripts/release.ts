/**
 * Builds the files that the registries of Terraform and OpenTofu require in dist/release/: a zip file
 * for each platform, checksums, the manifest, and a bill of materials. The notes of the release are in
 * dist/release-notes.md. Stops if a check fails.
 *
 *     npm run release                          every platform
 *     npm run release -- --only linux_amd64    one platform, as a trial
 *
 * GPG_FINGERPRINT names the key that signs the checksums. Registries reject unsigned releases.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import manifest from '../package.json' with { type: 'json' }
import { ownAddress } from '../src/dbtcloud/provider.ts'
import { BadPackage } from './packaging/check.ts'
import { describeRequirements, requirementsOf } from './packaging/elf/requirements.ts'
import { root } from './packaging/folders.ts'
import { bundleTexts, packageTarget } from './packaging/package-target.ts'
import { executableName, targets } from './packaging/target.ts'
import type { Build } from './release/archive.ts'
import { audit, describeAudit } from './release/audit.ts'
import { checkSources } from './release/check-sources.ts'
import { NotReleasable } from './release/not-releasable.ts'
import { type Required, releaseNotes } from './release/release-notes.ts'
import { signSums } from './release/sign-sums.ts'
import { writeRelease } from './release/write-release.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const fingerprint = process.env['GPG_FINGERPRINT']

const wanted = () => {
  const found = targets.filter(({ name }) => values.only === undefined || name === values.only)
  if (found.length === 0)
    throw new NotReleasable(
      `unknown platform "${values.only}": expected one of ${targets.map(({ name }) => name).join(', ')}`,
    )
  return found
}

const requirements = ({ target, executable }: Build): readonly Required[] =>
  target.os === 'linux'
    ? [
        {
          platform: target.name,
          text: describeRequirements(requirementsOf(readFileSync(executable))),
        },
      ]
    : []

const build = async (): Promise<readonly Build[]> => {
  const texts = await bundleTexts()
  const builds: Build[] = []
  for (const target of wanted()) {
    const executable = join(root, 'dist', target.name, executableName(target))
    await packageTarget(target, texts, executable)
    builds.push({ target, executable })
  }
  return builds
}

const release = async () => {
  const entry = checkSources(root, manifest.version)
  console.log(describeAudit[audit(root)])
  const folder = join(root, 'dist/release')
  const builds = await build()
  const sums = await writeRelease(folder, builds)
  const required = builds.flatMap(requirements)
  for (const { platform, text } of required) console.log(`${platform} requires ${text}`)
  // Beside the folder, in which every file is one for the registries.
  writeFileSync(join(root, 'dist/release-notes.md'), releaseNotes(entry, required))
  if (fingerprint) signSums(sums, fingerprint)
  console.log(`${manifest.version} of ${ownAddress}, in ${folder}:`)
  for (const name of readdirSync(folder)) console.log(`  ${name}`)
  if (!fingerprint)
    console.log('UNSIGNED: set GPG_FINGERPRINT to the fingerprint of the signing key')
}

try {
  await release()
} catch (error) {
  if (!(error instanceof NotReleasable || error instanceof BadPackage)) throw error
  console.error(`Not released: ${error.message}`)
  process.exitCode = 1
}
