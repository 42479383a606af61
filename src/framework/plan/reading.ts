import { isComputed, isConfigurable } from '../schema/attribute.ts'
import type { Attribute } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import type { Value } from '../value/value.ts'

/** How one side of a match reads its elements. */
export interface Reading {
  /** Whether the attribute identifies the element. */
  readonly counts: (attribute: Attribute) => boolean
  /** Whether the value agrees with any other: nothing is said there. */
  readonly isOpen: (attribute: Attribute, value: Value) => boolean
}

/** How a pair of elements is compared: what is said, and what is stored. */
export interface Comparison {
  readonly said: Reading
  readonly stored: Reading
}

const isSaid = (attribute: Attribute): boolean =>
  isConfigurable(attribute) && attribute.role !== 'writeOnly'

/** Nothing is open: what is not said is null. */
const closed: Reading = { counts: isSaid, isOpen: () => false }

/** Of a configuration, where null leaves to the API what only the API may decide. */
export const CONFIGURED: Comparison = {
  said: { counts: isSaid, isOpen: (attribute, value) => value === null && isComputed(attribute) },
  stored: closed,
}

// What a verb has left out, and what a plan leaves open, is unknown. What never changes says which
// element it is as well as what was configured.
const returned: Reading = {
  counts: (attribute) => isSaid(attribute) || attribute.stable === true,
  isOpen: (_attribute, value) => isUnknown(value),
}

/** Of what a verb returned. */
export const RETURNED: Comparison = { said: returned, stored: returned }
