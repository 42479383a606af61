import { computed, required } from './attribute.ts'
import type { Attribute, Once, Schema, Type } from './schema.ts'

type StateSlot<A> = A extends Attribute<infer _C, infer _P, infer S> ? S : never

/** A resource's schema as its data source has it: the keys are asked for, the rest is told. */
export type Derived<S extends Schema, K extends keyof S> = {
  readonly [N in keyof S as S[N] extends Once ? never : N]: N extends K
    ? Attribute<NonNullable<StateSlot<S[N]>>, NonNullable<StateSlot<S[N]>>, StateSlot<S[N]>>
    : Attribute<never, never, StateSlot<S[N]>>
}

/**
 * The schema of a data source from that of its resource. What no read can tell is left out:
 * write-only attributes and those told at creation only.
 */
export const derive = <S extends Schema, const K extends keyof S & string = never>(
  schema: S,
  by: readonly K[] = [],
): Derived<S, K> => {
  const keys: readonly string[] = by
  const told = Object.entries(schema).filter(([, { role, once }]) => role !== 'writeOnly' && !once)
  const entries = told.map(([name, { type, description, sensitive }]) => {
    // Of a nested type, the elements are told as a whole: its type stays as it is on the wire.
    const node: Type<unknown> = { node: type }
    const flags = sensitive ? { sensitive } : {}
    return [name, (keys.includes(name) ? required : computed)(node, description, flags)]
  })
  // The mapped type above says of each name what the two lines before it build.
  return Object.fromEntries(entries) as Derived<S, K>
}
