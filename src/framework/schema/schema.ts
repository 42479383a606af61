/**
 * A whole number of any size in its one canonical form: a `number` while it is safe
 * (|n| <= 2^53 - 1), a `bigint` beyond. One form per value, so `===` is equality.
 */
export type Integer = number | bigint

/** The digits of a number that a JavaScript number cannot represent: a `Decimal`. */
export interface Digits {
  readonly text: string
}

/** A type as plain data. The codec, equality, plan, documentation, and wire schema are derived from it. */
export type TypeNode = AnyNode & {
  /** Whether null is valid as an element of a collection or a field of an object. */
  readonly nullable?: true
}

type AnyNode =
  | {
      readonly kind: 'string'
      readonly same?: (a: string, b: string) => boolean
      /** The one form of all texts that are the same. */
      readonly normal?: (text: string) => string
    }
  | { readonly kind: 'bool' | 'int64' | 'dynamic' }
  /** A verb sees a double, or, where it is exact, all digits. */
  | { readonly kind: 'number'; readonly exact?: true }
  | { readonly kind: 'list' | 'set' | 'map'; readonly of: TypeNode }
  | { readonly kind: 'tuple'; readonly of: readonly TypeNode[] }
  | {
      readonly kind: 'object'
      readonly of: Readonly<Record<string, TypeNode>>
      readonly optional?: readonly string[]
    }
  | { readonly kind: 'nested'; readonly nesting: Nesting; readonly attributes: Schema }

export type Kind = TypeNode['kind']
export type Nesting = 'single' | 'list' | 'set' | 'map'

declare const carried: unique symbol

/** A type with its TypeScript types in a config, a plan, and a state. */
export interface Type<out C, out P = C, out S = P> {
  readonly node: TypeNode
  readonly [carried]?: { config: C; plan: P; state: S }
}

/** The TypeScript type in a state. */
export type StateOf<T> = T extends { readonly [carried]?: { state: infer S } } ? S : never

/** Who sets the value of an attribute, in the protocol's words. */
export type Role = 'required' | 'optional' | 'computed' | 'optionalComputed' | 'writeOnly'

/** A rule for one known, non-null value. It appears in the documentation and in errors. */
export interface Validator<in T> {
  /** The valid values. Completes "expected …" and "Must be …": `a number between 1 and 10`. */
  readonly expects: string
  accepts(value: T): boolean
}

export interface Flags<in T = never> {
  /**
   * Changing this attribute replaces the object (RequiresReplace). The rule for a nested attribute is the
   * same in single, list, map and set: adding or removing an element with a value is a change, too.
   */
  readonly replace?: true
  /**
   * The plan keeps the prior value instead of unknown, unless it is null. In a list or set, an element keeps
   * it only if its configured part has not changed.
   */
  readonly stable?: true
  /** Returned only on creation. Plan and read keep the prior value, even null. Null after import. */
  readonly once?: true
  readonly sensitive?: true
  /** Why it is deprecated and what to use instead. */
  readonly deprecated?: string
  readonly validate?: readonly Validator<T>[]
}

/** Marks an attribute that the API returns only on creation, also for the types. */
export interface Once {
  readonly once: true
}

/** Marks an attribute whose value never changes, also for the types. */
export interface Stable {
  readonly stable: true
}

declare const views: unique symbol

/** An attribute as plain data with its three types. `never` means that it does not appear there. */
export interface Attribute<out C = unknown, out P = unknown, out S = unknown> extends Flags {
  readonly role: Role
  readonly type: TypeNode
  readonly description: string
  readonly default?: unknown
  readonly [views]?: { config: C; plan: P; state: S }
}

export type Schema = Readonly<Record<string, Attribute>>

type Slot<A, W extends string> = A extends { readonly [views]?: infer V }
  ? NonNullable<V>[W & keyof NonNullable<V>]
  : never

/** What a schema's attributes look like in a config, a plan or a state. */
export type View<S, W extends 'config' | 'plan' | 'state'> = {
  readonly [K in keyof S as [Slot<S[K], W>] extends [never] ? never : K]: Slot<S[K], W>
}
