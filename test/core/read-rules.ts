// Terraform core, internal/terraform/node_resource_abstract_instance.go (refresh, readDataSource),
// node_resource_plan_instance.go (importState) and upgrade_resource_state.go.
import type { Schema } from '../../src/framework/schema/schema.ts'
import type { Value } from '../../src/framework/value/value.ts'
import { unknownPaths } from './values.ts'
import { type Violation, violations } from './violation.ts'
import { writeOnlyProblems } from './write-only.ts'

const invalidObject = 'Provider produced invalid object'
const invalidUpgrade = 'Invalid resource state upgrade'

const fault = (summary: string, detail: string): readonly Violation[] =>
  violations(summary, [{ path: [], detail }])

const unknownProblems = (schema: Schema, value: Value, detail: string) =>
  unknownPaths(schema, value).map((path) => ({ path, detail }))

/** A refreshed state is wholly known and has no write-only values. Null means that the object no longer exists. */
export const assertRead = (schema: Schema, state: Value): readonly Violation[] => {
  const unknowns = unknownProblems(schema, state, 'The returned state contains unknown values')
  return violations(
    invalidObject,
    unknowns.length > 0 ? unknowns : writeOnlyProblems(schema, state),
  )
}

/** An upgraded state has the same rules as a refreshed one. */
export const assertUpgraded = (schema: Schema, state: Value): readonly Violation[] =>
  violations(invalidUpgrade, [
    ...unknownProblems(schema, state, 'The returned state contains unknown values'),
    ...writeOnlyProblems(schema, state),
  ])

/** A data source must return a wholly known object. */
export const assertDataRead = (schema: Schema, state: Value): readonly Violation[] =>
  state === null
    ? fault('Provider produced null object', 'produced a null value')
    : violations(invalidObject, unknownProblems(schema, state, 'is not wholly known'))

interface Imported {
  readonly type: string
  readonly value: Value
}

/** What an import by id returned, before it is refreshed: one full object. */
export const assertImported = (
  schema: Schema,
  states: readonly Imported[],
): readonly Violation[] => {
  const [first, ...rest] = states
  if (!first) return fault('Import returned no resources', 'returned no instance states')
  if (rest.length > 0) {
    return fault('Multiple import states not supported', `returned ${states.length} states`)
  }
  if (first.type === '') return fault('Import returned no type', "didn't set type")
  if (first.value === null) {
    return fault('Import returned null resource', 'returned an instance with no state')
  }
  return violations(
    'Import returned a non-null value for a write-only attribute',
    writeOnlyProblems(schema, first.value),
  )
}
