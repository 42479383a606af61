import { type VariableRule, variableRules } from '../runtime-variables.ts'
import type { Target } from '../target.ts'
import code from './entry-code.json' with { type: 'json' }

/** Where in the code its parts begin: `entry-x64.s` and `entry-arm64.s`. */
export const START = 0
export const OPTION = 8
export const COMPARE_EXCHANGE = 16
export const ENTRY = 128

/**
 * An option of V8 that says what is so anyway. Where the system forbids memory that is both writable and
 * executable, the entry code turns it into `--jitless`, which has the same length.
 */
export const placeholderOption = '--liftoff'

const KIND = { keep: 1, drop: 2 } as const

/**
 * What an executable for Linux runs first, before Node reads its environment: it takes away the variables
 * that must not change a start. It also holds the one function that Node would load libatomic for.
 */
export const entryCode = (
  arch: Target['arch'],
  startDistance: number,
  rules: readonly VariableRule[] = variableRules,
): Buffer => {
  const table = rules.map(({ kind, start }) =>
    Buffer.from(`${String.fromCharCode(KIND[kind])}${start}\0`),
  )
  const whole = Buffer.concat([Buffer.from(code[arch], 'hex'), ...table, Buffer.alloc(1)])
  whole.writeBigInt64LE(BigInt(startDistance), START)
  return whole
}
