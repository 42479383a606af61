import { computed, required } from './attribute.ts'
import type { Attribute, Once, Schema, Type, TypeNode } from './schema.ts'

type StateSlot<A> = A extends Attribute<infer _C, infer _P, infer S> ? S : never

/** The schema of a resource's data source: the keys are required, and the rest is computed. */
export type Derived<S extends Schema, K extends keyof S> = {
  readonly [N in keyof S as S[N] extends Once ? never : N]: N extends K
    ? Attribute<NonNullable<StateSlot<S[N]>>, NonNullable<StateSlot<S[N]>>, StateSlot<S[N]>>
    : Attribute<never, never, StateSlot<S[N]>>
}

/**
 * Derives the schema of a data source from its resource. Attributes that a read does not return are omitted at
 * every depth: write-only attributes, and attributes that are returned only on creation.
 */
export const derive = <S extends Schema, const K extends keyof S & string = never>(
  schema: S,
  by: readonly K[] = [],
): Derived<S, K> => {
  const keys: readonly string[] = by
  // The mapped type above describes what the two functions below build.
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

/** A nested key is configured as in the resource. Everything else is computed. */
const readableType = (type: TypeNode, isKey: boolean): TypeNode =>
  type.kind === 'nested' && !isKey
    ? { ...type, attributes: readable(type.attributes, () => computed) }
    : type
