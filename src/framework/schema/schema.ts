/**
 * A whole number of any size in its one canonical form: a `number` while it is safe
 * (|n| <= 2^53 - 1), a `bigint` beyond. One form per value, so `===` is equality.
 */
export type Integer = number | bigint

/** The digits of a number with a fraction that no JavaScript number holds: a `Decimal`. */
export interface Digits {
  readonly text: string
}

/** A type as plain data. Codec, equality, plan, documentation and the wire schema all walk it. */
export type TypeNode = AnyNode & {
  /** Whether null may stand for a value as an element of a collection or a field of an object. */
  readonly nullable?: true
}

type AnyNode =
  | { readonly kind: 'string'; readonly same?: (a: string, b: string) => boolean }
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

/** A type that remembers what TypeScript sees of it in a config, a plan and a state. */
export interface Type<out C, out P = C, out S = P> {
  readonly node: TypeNode
  readonly [carried]?: { config: C; plan: P; state: S }
}

/** What a state holds of a type. */
export type StateOf<T> = T extends { readonly [carried]?: { state: infer S } } ? S : never

/** Who decides an attribute's value, in the protocol's words. */
export type Role = 'required' | 'optional' | 'computed' | 'optionalComputed' | 'writeOnly'

/** A rule about one known, non-null value. It is said in the documentation and in the error. */
export interface Validator<in T> {
  /** What a good value is, as the end of "expected …": `a number between 1 and 10`. */
  readonly expects: string
  accepts(value: T): boolean
}

export interface Flags<in T = never> {
  /** A change of this attribute replaces the object (RequiresReplace). */
  readonly replace?: true
  /** Keep the prior value, unless it is null, where the plan would say unknown. */
  readonly stable?: true
  /** Told at creation only: plan and read keep the prior value, null too; null after import. */
  readonly once?: true
  readonly sensitive?: true
  /** Why it is deprecated and what to use instead. */
  readonly deprecated?: string
  readonly validate?: readonly Validator<T>[]
}

/** Marks an attribute that the API tells at creation only, for the types too. */
export interface Once {
  readonly once: true
}

/** Marks an attribute that keeps its value for life, for the types too. */
export interface Stable {
  readonly stable: true
}

declare const views: unique symbol

/** An attribute is plain data that remembers its three types. `never` says: not to be seen there. */
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
