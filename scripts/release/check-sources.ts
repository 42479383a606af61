import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NotReleasable } from './not-releasable.ts'

/**
 * Throws `NotReleasable` unless the repository in `folder` is as it was committed and its changelog
 * says what is new in `version`.
 */
export const checkSources = (folder: string, version: string): void => {
  const open = git(folder, 'status', '--porcelain')
  if (open !== '') throw new NotReleasable(`these files are not as they were committed:\n${open}`)
  if (!hasEntry(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8'), version))
    throw new NotReleasable(`CHANGELOG.md says nothing below a heading "## ${version}"`)
}

/** When the commit was made that is checked out, as ISO 8601. */
export const commitDate = (folder: string): string =>
  new Date(git(folder, 'log', '-1', '--format=%cI').trim()).toISOString()

const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8' })

/** True if a text stands below the version's heading, after which a date may stand. */
const hasEntry = (changelog: string, version: string) =>
  changelog.split(/^## /m).some((section) => /^(\S+).*\n\s*\S/.exec(section)?.[1] === version)
