/** Checks the shipped dependencies for known vulnerabilities. Exits with 1 if there are any, or if npm fails. */

import { root } from './packaging/folders.ts'
import { audit, describeAudit } from './release/audit.ts'
import { NotReleasable } from './release/not-releasable.ts'

try {
  console.log(describeAudit[audit(root)])
} catch (error) {
  if (!(error instanceof NotReleasable)) throw error
  console.error(error.message)
  process.exitCode = 1
}
