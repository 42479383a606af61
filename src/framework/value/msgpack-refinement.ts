import type { Kind, TypeNode } from '../schema/schema.ts'
import { type Refinement, Unknown, unknown } from '../schema/unknown.ts'
import { decodeNumber, encodeNumber } from './msgpack-number.ts'
import { formatNumber, readNumber } from './number.ts'
import { structural } from './structural.ts'
import { refuse, type Trail } from './trail.ts'

// Keys and limits: go-cty, cty/msgpack/unknown.go.
const KEYS = { notNull: 1, prefix: 2, min: 3, max: 4, minLength: 5, maxLength: 6 } as const
const MOST_PREFIX_BYTES = 256

type Name = keyof Refinement
type Bound = readonly [bound: string, inclusive: boolean]

/** The refinements that an unknown value of each kind can have. */
const FITTING: Readonly<Record<Kind, readonly Name[]>> = {
  string: ['notNull', 'prefix'],
  bool: ['notNull'],
  int64: ['notNull', 'min', 'max'],
  number: ['notNull', 'min', 'max'],
  dynamic: [],
  list: ['notNull', 'minLength', 'maxLength'],
  set: ['notNull', 'minLength', 'maxLength'],
  map: ['notNull', 'minLength', 'maxLength'],
  tuple: ['notNull'],
  object: ['notNull'],
  nested: ['notNull'],
}

/**
 * Decodes the refinement of an unknown value. Refinements that the type cannot have are dropped.
 *
 * @returns null if the value can only be null
 * @throws CodecError for an invalid payload
 */
export const decodeRefinement = (raw: unknown, node: TypeNode, at: Trail): Unknown | null => {
  if (!(raw instanceof Map)) return refuse(at, 'the refinement of an unknown value', raw)
  const payload: ReadonlyMap<unknown, unknown> = raw
  if (payload.get(KEYS.notNull) === true) return null
  const promises = FITTING[structural(node).kind]
    .filter((name) => payload.has(KEYS[name]))
    .map((name) => {
      const promise = payload.get(KEYS[name])
      return decodePromise(name, promise) ?? refuse(at, `a refinement's ${name}`, promise)
    })
  return promises.length === 0 ? unknown : new Unknown(Object.assign({}, ...promises))
}

const decodePromise = (name: Name, raw: unknown): Refinement | undefined => {
  switch (name) {
    case 'notNull':
      return raw === false ? { notNull: true } : undefined
    case 'prefix':
      return typeof raw === 'string' ? { prefix: raw } : undefined
    case 'min':
    case 'max':
      return decodeBound(name, raw)
    case 'minLength':
    case 'maxLength':
      return isLength(raw) ? { [name]: raw } : undefined
  }
}

const isLength = (raw: unknown): raw is number => Number.isSafeInteger(raw) && Number(raw) >= 0

const decodeBound = (name: 'min' | 'max', raw: unknown): Refinement | undefined => {
  if (!Array.isArray(raw) || raw.length !== 2) return undefined
  const [bound, inclusive]: unknown[] = raw
  const number = decodeNumber(bound)
  if (number === undefined || typeof inclusive !== 'boolean') return undefined
  return { [name]: [formatNumber(number), inclusive] }
}

/**
 * Encodes a refinement. Parts that do not match the type or the protocol are omitted, because a weaker
 * refinement is still correct.
 */
export const encodeRefinement = (
  refinement: Refinement,
  node: TypeNode,
): ReadonlyMap<number, unknown> => {
  const entries = FITTING[structural(node).kind]
    .map((name) => [KEYS[name], encodePromise(name, refinement)] as const)
    .filter(([, raw]) => raw !== undefined)
  return new Map(entries)
}

const encodePromise = (name: Name, refinement: Refinement): unknown => {
  switch (name) {
    case 'notNull':
      return refinement.notNull ? false : undefined
    case 'prefix':
      return encodePrefix(refinement.prefix)
    case 'min':
    case 'max':
      return encodeBound(refinement[name])
    case 'minLength':
    case 'maxLength':
      return refinement[name]
  }
}

const encodePrefix = (prefix: string | undefined): string | undefined =>
  prefix?.isWellFormed() && Buffer.byteLength(prefix) <= MOST_PREFIX_BYTES ? prefix : undefined

const encodeBound = (bound: Bound | undefined) => {
  const number = bound && readNumber(bound[0])
  return number === undefined ? undefined : [encodeNumber(number), bound?.[1]]
}
