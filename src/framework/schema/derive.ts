import { computed, required } from './attribute.ts'
import type { Attribute, Once, Schema, Type, TypeNode } from './schema.ts'

type StateSlot<A> = A extends Attribute<infer _C, infer _P, infer S> ? S : never

/** A resource's schema as its data source has it: the keys are required, the rest is computed. */
export type Derived<S extends Schema, K extends keyof S> = {
  readonly [N in keyof S as S[N] extends Once ? never : N]: N extends K
    ? Attribute<NonNullable<StateSlot<S[N]>>, NonNullable<StateSlot<S[N]>>, StateSlot<S[N]>>
    : Attribute<never, never, StateSlot<S[N]>>
}

/**
 * The schema of a data source from that of its resource. What no read returns is left out at every depth:
 * write-only attributes and those that are returned on creation only.
 */
export const derive = <S extends Schema, const K extends keyof S & string = never>(
  schema: S,
  by: readonly K[] = [],
): Derived<S, K> => {
  const keys: readonly string[] = by
  // The mapped type above says of each name what the two functions below build.
  return readable(schema, (name) => (keys.includes(name) ? required : computed)) as Derived<S, K>
}

const readable = (schema: Schema, roleOf: (name: string) => typeof computed | typeof required) =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([, { role, once }]) => role !== 'writeOnly' && !once)
      .map(([name, { type, description, sensitive }]) => {
        const make = roleOf(name)
        const node: Type<unknown> = { node: readableType(type, make === required) }
        return [name, make(node, description, sensitive ? { sensitive } : {})]
      }),
  )

/** A nested key is configured as in the resource; all else is computed. */
const readableType = (type: TypeNode, isKey: boolean): TypeNode =>
  type.kind === 'nested' && !isKey
    ? { ...type, attributes: readable(type.attributes, () => computed) }
    : type
