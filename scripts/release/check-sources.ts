import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NotReleasable } from './not-releasable.ts'
import { changelogEntry } from './release-notes.ts'

/**
 * The changelog's entry for `version`. Throws `NotReleasable` if there is none, or if the repository in
 * `folder` has uncommitted changes.
 */
export const checkSources = (folder: string, version: string): string => {
  const open = git(folder, 'status', '--porcelain')
  if (open !== '') throw new NotReleasable(`these files have uncommitted changes:\n${open}`)
  const entry = changelogEntry(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8'), version)
  if (entry === undefined)
    throw new NotReleasable(`CHANGELOG.md has no entry under a heading "## ${version}"`)
  return entry
}

/** The time of the checked-out commit, as ISO 8601. */
export const commitDate = (folder: string): string =>
  new Date(git(folder, 'log', '-1', '--format=%cI').trim()).toISOString()

const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
