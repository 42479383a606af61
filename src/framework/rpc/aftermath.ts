import { deriveId, type PlanSubject } from '../plan/plan.ts'
import { salvage } from '../plan/salvage.ts'
import { settle, UnfilledError, unknownPaths } from '../plan/unfilled.ts'
import { guarded } from '../schema/guarded.ts'
import { formatIdentity } from '../schema/identity.ts'
import type { AnyResource } from '../schema/resource.ts'
import { isUnknown } from '../schema/unknown.ts'
import { describe } from '../value/describe.ts'
import { equal } from '../value/equal.ts'
import { formatNumber, isNumber } from '../value/number.ts'
import { buildObject, memberOf, type ObjectValue } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { missingIdentity, OtherObjectError } from './identified.ts'
import { subjectOf } from './subject.ts'

export interface Change {
  readonly resource: AnyResource
  readonly prior: ObjectValue | null
  readonly planned: ObjectValue | null
  readonly config: ObjectValue | null
}

/** What a verb returned, or the fields of the `Incomplete` that it threw. */
export interface Ended {
  readonly returned: unknown
  readonly failure?: { readonly error: unknown }
}

/** An object after its verb. The state can always be encoded. */
export interface Aftermath {
  readonly state: ObjectValue
  readonly errors: readonly unknown[]
  /** The identity of the object, for a person: `id 7`. */
  readonly object: string
  /** What a person needs to know about the object: its ID, and whether it is in the state. */
  readonly note: string
}

/**
 * The state after a verb that created or changed an object, or has begun to. From here on nothing may lose
 * the object: an unusable value is an error, and every usable value is saved. Terraform saves the object
 * of a failed create as tainted.
 */
export const aftermathOf = (change: Change, { returned, failure }: Ended): Aftermath => {
  const { resource, prior, planned } = change
  const { schema } = resource
  const subject = subjectOf(resource)
  // A partial update has applied only the fields that it names.
  const base = failure ? (prior ?? planned) : planned
  const onceRule = prior === null ? 'takes-once' : 'keeps-once'
  const { state, faults } = salvage({ schema, prior, base }, [returned, onceRule])
  const derived = guarded(state, () => deriveId(subject, state))
  const open = failure ? [] : unknownPaths(derived, schemaType(schema))
  const identified = withIdentity(subject, prior, settled(derived, prior))
  return {
    state: identified.state,
    errors: [
      ...(failure ? [failure.error] : []),
      ...faults,
      ...(open.length > 0 ? [new UnfilledError(resource.type, open)] : []),
      ...(open.length + faults.length === 0 || failure ? identified.faults : []),
    ],
    object: namesOf(subject.identity, [identified.state, returned]),
    note: noteOf(change, identified.state, returned),
  }
}

/** An attribute that the verb did not fill keeps its prior value, or is null. */
const settled = (state: ObjectValue, prior: ObjectValue | null): ObjectValue =>
  buildObject(
    Object.entries(state).map(([name, value]) => [
      name,
      isUnknown(value) ? memberOf(prior, name) : settle(value),
    ]),
  )

/** Raised when a create does not return the ID of the new object. */
export class UnidentifiedError extends Error {
  readonly missing: readonly string[]
  constructor(missing: readonly string[]) {
    super(`The provider created an object but returned no ${missing.join(' and no ')} for it.`)
    this.name = 'UnidentifiedError'
    this.missing = missing
  }
}

interface Identified {
  readonly state: ObjectValue
  readonly faults: readonly Error[]
}

/** An update never changes the object's identity, unless the user did. */
const withIdentity = (
  subject: PlanSubject,
  prior: ObjectValue | null,
  state: ObjectValue,
): Identified => {
  const missing = missingIdentity(subject, state)
  if (prior === null)
    return { state, faults: missing.length > 0 ? [new UnidentifiedError(missing)] : [] }
  const { identity, schema } = subject
  const lost = identity.filter(
    (name) =>
      missing.includes(name) ||
      (schema[name]?.role === 'computed' &&
        !equal(memberOf(state, name), memberOf(prior, name), schema[name].type)),
  )
  if (lost.length === 0) return { state, faults: [] }
  const kept = lost.map((name) => [name, memberOf(prior, name)] as const)
  const error = new OtherObjectError(
    formatIdentity(identity, prior),
    formatIdentity(identity, state),
  )
  return { state: buildObject([...Object.entries(state), ...kept]), faults: [error] }
}

const noteOf = ({ resource, prior, planned }: Change, state: ObjectValue, returned: unknown) => {
  const subject = subjectOf(resource)
  const missing = missingIdentity(subject, state)
  const names = (listed: readonly string[]) => namesOf(listed, [state, returned])
  if (prior !== null)
    return `The object with ${names(subject.identity)} may be ${planned === null ? 'partly deleted' : 'partly updated'}. The state holds what is known of it.`
  return missing.length === 0
    ? `The object exists with ${names(subject.identity)}. It is saved to the state as tainted, so the next apply replaces it.`
    : `The object exists, but it cannot be found again: ${names(missing)} was returned. ` +
        'Delete the object manually, then remove it from the state (`terraform state rm` or `pulumi state delete`).'
}

const namesOf = (names: readonly string[], values: readonly [ObjectValue, unknown]): string =>
  names.map((name) => `${name} ${shown(name, values)}`).join(' and ')

const MOST_SHOWN = 200

/** One attribute of the identity: its value in the state, or else the value that was returned. */
const shown = (name: string, [state, returned]: readonly [ObjectValue, unknown]): string =>
  guarded('an unreadable value', () => {
    // The value can be anything. `guarded` catches one without fields.
    const value: unknown = state[name] ?? (returned as Readonly<Record<string, unknown>>)[name]
    if (typeof value === 'string') return JSON.stringify(value.slice(0, MOST_SHOWN))
    if (typeof value === 'number') return String(value)
    return isNumber(value) ? formatNumber(value) : describe(value)
  })
