import type { Attribute, Flags, Once, Role, Stable, Type } from './schema.ts'

interface Defaulted<T> {
  /** The planned value if the configuration does not set one. */
  readonly default: T
}

const attribute = (role: Role, type: Type<unknown>, rest: readonly [string, object?]) => ({
  role,
  type: type.node,
  description: rest[0],
  ...rest[1],
})

type Rest<T> = readonly [description: string, flags?: Flags<T>]

/** Always set by the user. */
export const required = <C, P, S>(type: Type<C, P, S>, ...rest: Rest<S>): Attribute<C, P, S> =>
  attribute('required', type, rest)

/** Set by the user, or null. */
export const optional = <C, P, S>(
  type: Type<C, P, S>,
  ...rest: Rest<S>
): Attribute<C | null, P | null, S | null> => attribute('optional', type, rest)

/** Set only by the API. */
export function computed<C, P, S>(
  type: Type<C, P, S>,
  description: string,
  flags: Flags<S> & Once,
): Attribute<never, never, S | null> & Once
export function computed<C, P, S>(
  type: Type<C, P, S>,
  description: string,
  flags: Flags<S> & Stable,
): Attribute<never, never, S | null> & Stable
export function computed<C, P, S>(
  type: Type<C, P, S>,
  ...rest: Rest<S>
): Attribute<never, never, S | null>
export function computed(type: Type<unknown>, ...rest: readonly [string, object?]): Attribute {
  return attribute('computed', type, rest)
}

/**
 * Set by the user, otherwise by the default, otherwise by the API (then `undefined` in a verb's plan).
 * Removing it from the configuration keeps its value if it has no default, even if it is nested.
 */
export function optionalComputed<C, P, S>(
  type: Type<C, P, S>,
  description: string,
  flags: Flags<S> & Defaulted<C>,
): Attribute<C | null, P, S>
export function optionalComputed<C, P, S>(
  type: Type<C, P, S>,
  ...rest: Rest<S>
): Attribute<C | null, P | null | undefined, S | null>
export function optionalComputed(
  type: Type<unknown>,
  ...rest: readonly [string, object?]
): Attribute {
  return attribute('optionalComputed', type, rest)
}

/** Only in the configuration, and never stored. */
export const writeOnly = <C, P, S>(
  type: Type<C, P, S>,
  ...rest: Rest<C>
): Attribute<C | null, never, never> => attribute('writeOnly', type, rest)

export const isConfigurable = (attribute: Attribute): boolean => attribute.role !== 'computed'

/** True if the provider, and not only the user, can set the value. */
export const isComputed = (attribute: Attribute): boolean =>
  attribute.role === 'computed' || attribute.role === 'optionalComputed'
