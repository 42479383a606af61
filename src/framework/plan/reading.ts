import { isComputed, isConfigurable } from '../schema/attribute.ts'
import type { Attribute } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import type { Value } from '../value/value.ts'

/** How one side of a comparison treats its elements. */
export interface Reading {
  /** Whether the attribute identifies the element. */
  readonly counts: (attribute: Attribute) => boolean
  /** Whether the value is open, so that it agrees with any other. */
  readonly isOpen: (attribute: Attribute, value: Value) => boolean
}

/** How a configured or returned element is compared with a stored one. */
export interface Comparison {
  readonly said: Reading
  readonly stored: Reading
}

const isSaid = (attribute: Attribute): boolean =>
  isConfigurable(attribute) && attribute.role !== 'writeOnly'

/** Nothing is open. A value that is not set is null. */
const closed: Reading = { counts: isSaid, isOpen: () => false }

/** For a configuration, where null is open for attributes that the API sets. */
export const CONFIGURED: Comparison = {
  said: { counts: isSaid, isOpen: (attribute, value) => value === null && isComputed(attribute) },
  stored: closed,
}

// Values that a verb omits, and values that a plan leaves open, are unknown. Stable values identify an
// element, like configured ones.
const returned: Reading = {
  counts: (attribute) => isSaid(attribute) || attribute.stable === true,
  isOpen: (_attribute, value) => isUnknown(value),
}

/** For the result of a verb. */
export const RETURNED: Comparison = { said: returned, stored: returned }
