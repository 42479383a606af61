import { spawnSync } from 'node:child_process'
import { NotReleasable } from './not-releasable.ts'

/** The result of auditing the shipped dependencies. */
export type Audit = 'clean' | 'not offered'

/** How registries report that they do not support audits. */
const NOT_OFFERED = [404, 405, 501]

/**
 * Asks the npm registry for known vulnerabilities of the dependencies in `folder`. `not offered` is not
 * a pass and must be reported. Throws `NotReleasable` for vulnerabilities or an unreadable response.
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
  if (names.length > 0)
    throw new NotReleasable(`npm audit found vulnerabilities in ${names.join(', ')}`)
  return 'clean'
}

/** The line to print. */
export const describeAudit: Readonly<Record<Audit, string>> = {
  clean: 'npm audit: no known vulnerabilities in the shipped packages',
  'not offered':
    'npm audit: NOT DONE. This registry does not support audits. Use another registry.',
}

/** The output of npm: a report or an error. */
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
