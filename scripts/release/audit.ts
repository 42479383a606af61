import { spawnSync } from 'node:child_process'
import { NotReleasable } from './not-releasable.ts'

/** What is known of the dependencies that are shipped. */
export type Audit = 'clean' | 'not offered'

/** The registries' ways to say that they know nothing of audits. */
const NOT_OFFERED = [404, 405, 501]

/**
 * Asks npm's registry for known faults of the dependencies in `folder`. `not offered` is no verdict:
 * it must be told. Throws `NotReleasable` where there are faults, or no answer that can be read.
 */
export const audit = (folder: string): Audit => {
  const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const { statusCode, vulnerabilities, message } = parse(stdout)
  if (statusCode !== undefined && NOT_OFFERED.includes(statusCode)) return 'not offered'
  if (!vulnerabilities) throw new NotReleasable(`npm audit failed: ${message ?? stderr}`)
  const names = Object.keys(vulnerabilities)
  if (names.length > 0) throw new NotReleasable(`npm audit knows faults of ${names.join(', ')}`)
  return 'clean'
}

/** A sentence for the person who asked. */
export const describeAudit: Readonly<Record<Audit, string>> = {
  clean: 'npm audit: no known faults in what is shipped',
  'not offered': 'npm audit: NOT DONE, this registry does not offer it; ask another one',
}

/** What npm prints: a report, or an error. */
interface Printed {
  readonly statusCode?: number
  readonly message?: string
  readonly vulnerabilities?: Readonly<Record<string, unknown>>
}

const parse = (stdout: string): Printed => {
  try {
    return JSON.parse(stdout)
  } catch {
    return {}
  }
}
