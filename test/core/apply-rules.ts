// Terraform core, internal/terraform/node_resource_abstract_instance.go (apply).
import type { Schema } from '../../src/framework/schema/schema.ts'
import type { Value } from '../../src/framework/value/value.ts'
import { objectProblems } from './compatible.ts'
import type { Action } from './plan-rules.ts'
import { unknownAsNull, unknownPaths } from './values.ts'
import { Violation, violations } from './violation.ts'
import { writeOnlyProblems } from './write-only.ts'

/** The result of an apply, with the request. */
export interface Applied {
  readonly action: Action
  readonly planned: Value
  readonly result: Value
  /** True if the provider reported an error. Then the result may differ from the plan. */
  readonly failed: boolean
}

/** The outcome of an apply: the value to store, if any, and the rules that the provider violated. */
export interface Outcome {
  readonly value: Value | undefined
  readonly violations: readonly Violation[]
}

const invalidResult = 'Provider returned invalid result object after apply'

/**
 * The rules of an applied state. A remaining unknown is stored as null. A value for a write-only
 * attribute makes the whole result unusable (`value` is then undefined).
 */
export const checkApplied = (schema: Schema, applied: Applied): Outcome => {
  const written = writeOnlyProblems(schema, applied.result)
  if (written.length > 0) {
    return { value: undefined, violations: violations('Provider produced invalid object', written) }
  }
  const unknowns = unknownPaths(schema, applied.result).map((path) => ({
    path,
    detail: 'the provider still indicated an unknown value. All values must be known after apply',
  }))
  const isJudged = !applied.failed && unknowns.length === 0
  return {
    value: unknownAsNull(applied.result),
    violations: [
      ...violations(invalidResult, unknowns),
      ...(isJudged ? assertApplied(schema, applied) : []),
    ],
  }
}

const assertApplied = (
  schema: Schema,
  { action, planned, result }: Applied,
): readonly Violation[] => {
  if (action === 'delete') {
    const detail = 'returned a non-null object. Destroying should always produce a null value'
    return result === null ? [] : [new Violation(invalidResult, { path: [], detail })]
  }
  return violations(
    'Provider produced inconsistent result after apply',
    objectProblems(schema, planned, result),
  )
}
