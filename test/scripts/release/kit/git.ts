import { execFileSync } from 'node:child_process'

const IDENTITY = [
  '-c',
  'user.name=A',
  '-c',
  'user.email=a@example.com',
  '-c',
  'commit.gpgsign=false',
]

/** Runs git in a folder, with nothing of the user's own identity; resolves to what it prints. */
export const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', [...IDENTITY, ...args], { cwd: folder, encoding: 'utf8' })

/** Commits all that is in a folder, which becomes a repository if it is none. */
export const commitAll = (folder: string): void => {
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--message', 'all')
}
