// Terraform core, internal/plans/objchange/plan_valid.go and, for what follows from a plan,
// internal/terraform/node_resource_abstract_instance.go and node_resource_apply_instance.go.
import { isComputed } from '../../src/framework/schema/attribute.ts'
import { formatPath, type Path } from '../../src/framework/schema/path.ts'
import type { Attribute, Schema } from '../../src/framework/schema/schema.ts'
import { isUnknown } from '../../src/framework/schema/unknown.ts'
import { equal } from '../../src/framework/value/equal.ts'
import { isArray, type Value } from '../../src/framework/value/value.ts'
import { schemaType } from '../../src/framework/value/wire-type.ts'
import { objectProblems } from './compatible.ts'
import { locate } from './locate.ts'
import {
  field,
  has,
  isSecretive,
  items,
  keys,
  type NestedType,
  show,
  writeOnlyPlaces,
} from './values.ts'
import { type Problem, type Violation, violations } from './violation.ts'
import { writeOnlyProblems } from './write-only.ts'

/** The input for checking a plan. All three have the same schema. Null means no object. */
export interface Change {
  readonly prior: Value
  readonly config: Value
  readonly planned: Value
}

export type Action = 'create' | 'update' | 'replace' | 'delete' | 'no-op'

const invalidPlan = 'Provider produced invalid plan'

/** The rules of a planned state. A null configuration means a destroy plan. */
export const assertPlanValid = (schema: Schema, change: Change): readonly Violation[] => {
  if (change.config === null) return assertDestroyPlanned(change.planned)
  if (change.planned === null) return refuse([], 'planned for absence but config wants existence')
  if (isUnknown(change.planned)) return refuse([], 'planned an unknown object')
  const written = writeOnlyProblems(schema, change.planned)
  return violations(invalidPlan, written.length > 0 ? written : fieldProblems(schema, change, []))
}

const refuse = (path: Path, detail: string): readonly Violation[] =>
  violations(invalidPlan, [{ path, detail }])

const assertDestroyPlanned = (planned: Value): readonly Violation[] =>
  planned === null ? [] : refuse([], 'planned a non-null destroy value')

const fieldProblems = (schema: Schema, change: Change, path: Path): readonly Problem[] =>
  Object.entries(schema).flatMap(([name, attribute]) =>
    attributeProblems(attribute, step(change, name), [...path, { attribute: name }]),
  )

const step = ({ prior, config, planned }: Change, name: string): Change => ({
  prior: field(prior, name),
  config: field(config, name),
  planned: field(planned, name),
})

const attributeProblems = (
  attribute: Attribute,
  change: Change,
  path: Path,
): readonly Problem[] => {
  const { prior, config, planned } = change
  const { type, role } = attribute
  if (equal(planned, config, type)) return []
  if (prior !== null && config !== null && equal(planned, prior, type)) return []
  if (role === 'writeOnly' || role === 'computed') return []
  if (config === null && isComputed(attribute)) return []
  if (config === null)
    return [{ path, detail: `${describePlanned(attribute, planned)} for a non-computed attribute` }]
  return type.kind === 'nested'
    ? nestedProblems(type, change, path)
    : [{ path, detail: mismatch(attribute, change) }]
}

const describePlanned = (attribute: Attribute, planned: Value): string =>
  isSecretive(attribute) ? 'sensitive planned value' : `planned value ${show(planned)}`

const mismatch = (attribute: Attribute, { prior, config, planned }: Change): string => {
  const text = (value: Value) => (isSecretive(attribute) ? '' : ` ${show(value)}`)
  const neither = prior === null ? '' : ` nor prior value${text(prior)}`
  return `${describePlanned(attribute, planned)} does not match config value${text(config)}${neither}`
}

const nestedProblems = (type: NestedType, change: Change, path: Path): readonly Problem[] => {
  const { config, planned } = change
  if (planned === null) return [{ path, detail: 'planned for absence but config wants existence' }]
  if (isUnknown(planned)) return [{ path, detail: 'planned unknown for configured value' }]
  if (type.nesting === 'single') return fieldProblems(type.attributes, change, path)
  // The elements of a set have no identity. Core checks only their number, and only if the number is
  // certain.
  if (type.nesting === 'set') return mayBeAsMany(planned, config) ? [] : countProblem(change, path)
  if (isUnknown(config) || count(planned) !== count(config)) return countProblem(change, path)
  return isArray(planned) ? listProblems(type, change, path) : mapProblems(type, change, path)
}

const count = (value: Value): number => (isArray(value) ? value.length : keys(value).length)

/** Unknown elements of a set may be equal to others, so its size is a range. */
const sizes = (value: Value): readonly [least: number, most: number] => {
  if (isUnknown(value)) return [0, Number.POSITIVE_INFINITY]
  const known = items(value).filter((element) => !isUncertain(element)).length
  return [known === count(value) ? known : Math.max(1, known), count(value)]
}

const isUncertain = (value: Value): boolean =>
  isUnknown(value) ||
  items(value).some(isUncertain) ||
  keys(value).some((key) => isUncertain(field(value, key)))

const mayBeAsMany = (planned: Value, config: Value): boolean => {
  const [least, most] = sizes(planned)
  const [fewest, largest] = sizes(config)
  return least <= largest && fewest <= most
}

const countProblem = ({ config, planned }: Change, path: Path): readonly Problem[] => {
  const configured = isUnknown(config) ? 'unknown' : count(config)
  const detail = `count in plan (${count(planned)}) disagrees with count in config (${configured})`
  return [{ path, detail }]
}

const listProblems = (type: NestedType, change: Change, path: Path): readonly Problem[] =>
  items(change.planned).flatMap((planned, index) => {
    const at = (value: Value) => items(value)[index] ?? null
    const element = { prior: at(change.prior), config: at(change.config), planned }
    return fieldProblems(type.attributes, element, [...path, { index }])
  })

const mapProblems = (type: NestedType, change: Change, path: Path): readonly Problem[] => {
  const lost = keys(change.config).filter((key) => !has(change.planned, key))
  return [
    ...keys(change.planned).flatMap((key) =>
      has(change.config, key)
        ? fieldProblems(type.attributes, step(change, key), [...path, { key }])
        : [{ path, detail: `map key ${JSON.stringify(key)} from plan is not present in config` }],
    ),
    ...lost.map((key) => ({
      path,
      detail: `map key ${JSON.stringify(key)} from config is not present in plan`,
    })),
  ]
}

export interface Replaces {
  /** The paths that force replacement. */
  readonly paths: readonly Path[]
  readonly violations: readonly Violation[]
}

/**
 * The effective paths among those that a plan returns as "requires replace": the value differs, is
 * unknown, or is write-only. A path without a value, or into a set, makes the plan invalid.
 */
export const effectiveReplaces = (
  schema: Schema,
  { prior, planned }: Change,
  paths: readonly Path[],
): Replaces => {
  if (prior === null) return { paths: [], violations: [] }
  const writeOnly = writeOnlyPlaces(schema, planned).map(({ path }) => formatPath(path))
  const found = paths.map((path) => ({
    path,
    before: locate(schemaType(schema), prior, path),
    after: locate(schemaType(schema), planned, path),
  }))
  const astray = found.filter(({ before, after }) => !before && !after)
  const counting = found.filter(({ path, before, after }) => {
    const type = before?.type ?? after?.type
    if (type === undefined) return false
    const differs = !equal(before?.value ?? null, after?.value ?? null, type)
    return differs || writeOnly.includes(formatPath(path))
  })
  return {
    paths: counting.map(({ path }) => path),
    violations: violations(
      invalidPlan,
      astray.map(({ path }) => ({
        path,
        detail: 'has indicated "requires replacement" for a non-existent attribute path',
      })),
    ),
  }
}

/** The action of Terraform, given the paths that force replacement. */
export const decideAction = (
  schema: Schema,
  { prior, planned }: Change,
  replaces: readonly Path[],
): Action => {
  if (prior === null) return 'create'
  if (replaces.length > 0) return 'replace'
  return equal(prior, planned, schemaType(schema)) ? 'no-op' : 'update'
}

interface Planned {
  readonly action: Action
  readonly planned: Value
}

/** The second plan, during the apply. It may only replace unknown values of the first one. */
export const assertFinalPlan = (
  schema: Schema,
  first: Planned,
  final: Planned,
): readonly Violation[] => {
  const isSettled = first.action === 'update' && final.action === 'no-op'
  const turned =
    first.action === final.action || isSettled
      ? []
      : [{ path: [], detail: `changed the planned action from ${first.action} to ${final.action}` }]
  return violations('Provider produced inconsistent final plan', [
    ...turned,
    ...objectProblems(schema, first.planned, final.planned),
  ])
}
