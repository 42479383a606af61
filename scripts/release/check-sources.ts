import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NotReleasable } from './not-releasable.ts'

/**
 * Throws `NotReleasable` if the repository in `folder` has uncommitted changes, or if its changelog
 * has no entry for `version`.
 */
export const checkSources = (folder: string, version: string): void => {
  const open = git(folder, 'status', '--porcelain')
  if (open !== '') throw new NotReleasable(`these files have uncommitted changes:\n${open}`)
  if (!hasEntry(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8'), version))
    throw new NotReleasable(`CHANGELOG.md has no entry under a heading "## ${version}"`)
}

/** The time of the checked-out commit, as ISO 8601. */
export const commitDate = (folder: string): string =>
  new Date(git(folder, 'log', '-1', '--format=%cI').trim()).toISOString()

const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8' })

/** True if there is text under the version's heading. A date may follow the version. */
const hasEntry = (changelog: string, version: string) =>
  changelog.split(/^## /m).some((section) => /^(\S+).*\n\s*\S/.exec(section)?.[1] === version)
