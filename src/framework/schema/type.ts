import { immediate } from './guarded.ts'
import type { Digits, Integer, Nesting, Schema, StateOf, Type, View } from './schema.ts'

export const string: Type<string> = { node: { kind: 'string' } }
export const bool: Type<boolean> = { node: { kind: 'bool' } }
export const int64: Type<Integer> = { node: { kind: 'int64' } }

/** A number as in JSON: a double. The state keeps Terraform's own digits. */
export const number: Type<number> = { node: { kind: 'number' } }

/** A number with all its digits. */
export const decimal: Type<number | bigint | Digits> = { node: { kind: 'number', exact: true } }

/** A value of any type. A verb receives plain JavaScript, and may return that or a `Dynamic` with its type. */
export const dynamic: Type<unknown> = { node: { kind: 'dynamic' } }

/** Allows null as an element of a collection or as a field of an object. Elsewhere, null means no value. */
export const nullable = <T>(of: Type<T>): Type<T | null> => ({
  node: { ...of.node, nullable: true },
})

/** A string with its own equality. The prior text is kept if `same` returns true. */
export const stringWith = (same: (a: string, b: string) => boolean): Type<string> => ({
  node: { kind: 'string', same },
})

/**
 * As {@link stringWith}, by the one form that all texts which mean the same have. In a set of thousands of
 * elements this is fast, where an equality has to compare all pairs.
 *
 * @example
 * const json = normalized((text) => JSON.stringify(JSON.parse(text)))
 */
export const normalized = (normal: (text: string) => string): Type<string> => {
  const form = (text: string): string => immediate('A normal form', normal(text))
  return { node: { kind: 'string', same: (a, b) => form(a) === form(b), normal: form } }
}

export const list = <T>(of: Type<T>): Type<readonly T[]> => ({
  node: { kind: 'list', of: of.node },
})
export const set = <T>(of: Type<T>): Type<readonly T[]> => ({ node: { kind: 'set', of: of.node } })
export const map = <T>(of: Type<T>): Type<Readonly<Record<string, T>>> => ({
  node: { kind: 'map', of: of.node },
})

type Fields = Readonly<Record<string, Type<unknown>>>
export const object = <F extends Fields>(
  fields: F,
): Type<{ readonly [K in keyof F]: StateOf<F[K]> }> => ({
  node: {
    kind: 'object',
    of: Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, type.node])),
  },
})

const nested = (nesting: Nesting, attributes: Schema) =>
  ({ node: { kind: 'nested', nesting, attributes } }) as const

export const singleNested = <S extends Schema>(
  attributes: S,
): Type<View<S, 'config'>, View<S, 'plan'>, View<S, 'state'>> => nested('single', attributes)

export const listNested = <S extends Schema>(
  attributes: S,
): Type<readonly View<S, 'config'>[], readonly View<S, 'plan'>[], readonly View<S, 'state'>[]> =>
  nested('list', attributes)

export const setNested = <S extends Schema>(
  attributes: S,
): Type<readonly View<S, 'config'>[], readonly View<S, 'plan'>[], readonly View<S, 'state'>[]> =>
  nested('set', attributes)

type Keyed<T> = Readonly<Record<string, T>>

export const mapNested = <S extends Schema>(
  attributes: S,
): Type<Keyed<View<S, 'config'>>, Keyed<View<S, 'plan'>>, Keyed<View<S, 'state'>>> =>
  nested('map', attributes)
