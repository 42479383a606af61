import { brokenPlans } from './plans.ts'
import { brokenReads } from './reads.ts'
import { brokenResults } from './results.ts'
import type { Rule } from './rule.ts'

/** Each rule that Terraform checks, violated once. */
export const brokenRules: readonly Rule[] = [...brokenPlans, ...brokenResults, ...brokenReads]
