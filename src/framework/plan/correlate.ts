import type { Schema, TypeNode } from '../schema/schema.ts'
import { UNKNOWN_TEXT } from '../value/equal.ts'
import { isArray, isObject, type Value } from '../value/value.ts'
import {
  EXACT,
  elementKey,
  hasEquality,
  type Mark,
  type Pattern,
  patternOf,
} from './element-key.ts'
import type { Comparison } from './reading.ts'
import { meansTheSame } from './same.ts'

/** The elements of a set, which have no keys: the configured or returned ones, and the stored ones. */
export type Sides = readonly [said: readonly Value[], stored: readonly Value[]]

/**
 * Matches each configured or returned element with a stored one, each used once: the equal one, otherwise
 * one that is equal by the type's own equality, otherwise one that agrees in everything that is set. Elements
 * are found by key, so the cost is that of sorting them and not that of comparing all pairs.
 */
export const correlate = (
  schema: Schema,
  sides: Sides,
  comparison: Comparison,
): readonly (Value | undefined)[] => {
  const match = start(sides)
  matchEqual(schema, match, comparison)
  const isTextual = Object.values(schema).some(({ type }) => hasEquality(type))
  if (isTextual) matchAgreeing(schema, match, closed(comparison))
  matchAgreeing(schema, match, comparison)
  return match.found.map((at) => (at === undefined ? undefined : sides[1][at]))
}

/**
 * As {@link correlate}, for a partly unknown set. An element matches only an equal one, because any other
 * may belong to an element that is still unknown.
 */
export const correlateEqual = (
  schema: Schema,
  sides: Sides,
  comparison: Comparison,
): readonly (Value | undefined)[] => {
  const match = start(sides)
  matchEqual(schema, match, comparison)
  return match.found.map((at) => (at === undefined ? undefined : sides[1][at]))
}

interface Match {
  readonly sides: Sides
  /** For each configured or returned element, the index of its stored one. */
  readonly found: (number | undefined)[]
  readonly free: Set<number>
}

const start = (sides: Sides): Match => ({
  sides,
  found: sides[0].map(() => undefined),
  free: new Set(sides[1].keys()),
})

/** The comparison without open places: a value that is not set is null. */
const closed = ({ said: { counts } }: Comparison): Comparison => {
  const reading = { counts, isOpen: () => false }
  return { said: reading, stored: reading }
}

const missing = ({ found }: Match): readonly number[] =>
  [...found.keys()].filter((index) => found[index] === undefined)

const matchEqual = (schema: Schema, match: Match, { said }: Comparison): void => {
  const [elements, stored] = match.sides
  const index = group([...match.free], (at) =>
    elementKey(schema, stored[at] ?? null, [said, EXACT]),
  )
  for (const at of missing(match)) {
    const key = elementKey(schema, elements[at] ?? null, [said, EXACT])
    const taken = key.includes(UNKNOWN_TEXT) ? undefined : index.get(key)?.shift()
    if (taken === undefined) continue
    match.found[at] = taken
    match.free.delete(taken)
  }
}

const group = (all: readonly number[], keyOf: (at: number) => string): Map<string, number[]> => {
  const groups = new Map<string, number[]>()
  for (const at of all) {
    const key = keyOf(at)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [at])
    else known.push(at)
  }
  return groups
}

const matchAgreeing = (schema: Schema, match: Match, comparison: Comparison): void => {
  const candidates = findCandidates(schema, match, comparison)
  const owners = new Map<number, number>()
  for (const at of candidates.keys()) place(at, match, { candidates, owners })
  for (const stored of owners.keys()) match.free.delete(stored)
}

type Candidates = ReadonlyMap<number, readonly number[]>

const findCandidates = (schema: Schema, match: Match, comparison: Comparison): Candidates => {
  const [elements, stored] = match.sides
  const { said: reading } = comparison
  const candidates = new Map<number, number[]>(missing(match).map((at) => [at, []]))
  const sides = [
    byPattern(candidates.keys(), (at) => patternOf(schema, elements[at] ?? null, comparison.said)),
    byPattern(match.free, (at) => patternOf(schema, stored[at] ?? null, comparison.stored)),
  ] as const
  for (const [pattern, saying] of sides[0])
    for (const [other, held] of sides[1]) {
      const marks = both(pattern, other)
      const keyOf = (element: Value = null) => elementKey(schema, element, [reading, marks])
      const index = group(held, (at) => keyOf(stored[at]))
      for (const at of saying) {
        const near = index.get(keyOf(elements[at])) ?? []
        const agreeing = near.filter((one) =>
          agree(schema, [elements[at] ?? null, stored[one] ?? null], comparison),
        )
        candidates.get(at)?.push(...agreeing)
      }
    }
  return candidates
}

const byPattern = (
  all: Iterable<number>,
  patternAt: (at: number) => Pattern,
): readonly (readonly [Pattern, readonly number[]])[] => {
  const patterns = new Map<string, [Pattern, number[]]>()
  for (const at of all) {
    const pattern = patternAt(at)
    const name = [...pattern].join(';')
    const known = patterns.get(name)
    if (known === undefined) patterns.set(name, [pattern, [at]])
    else known[1].push(at)
  }
  return [...patterns.values()]
}

const both = (one: Pattern, other: Pattern): Pattern => {
  const marks = new Map<string, Mark>(one)
  for (const [path, mark] of other) if (marks.get(path) !== 'open') marks.set(path, mark)
  return marks
}

interface Placing {
  readonly candidates: Candidates
  readonly owners: Map<number, number>
}

/**
 * Assigns a stored element, and reassigns those that others had, if all can have one. A queue and no recursion,
 * because thousands of elements may have to move.
 */
const place = (start: number, { found }: Match, { candidates, owners }: Placing): void => {
  const reachedFrom = new Map<number, number>()
  const queue = [start]
  for (const at of queue)
    for (const stored of candidates.get(at) ?? []) {
      if (reachedFrom.has(stored)) continue
      reachedFrom.set(stored, at)
      const owner = owners.get(stored)
      if (owner !== undefined) queue.push(owner)
      else {
        moveAlong(stored, reachedFrom, { found, owners })
        return
      }
    }
}

const moveAlong = (
  end: number,
  reachedFrom: ReadonlyMap<number, number>,
  { found, owners }: Pick<Match, 'found'> & Pick<Placing, 'owners'>,
): void => {
  let stored: number | undefined = end
  while (stored !== undefined) {
    const at = reachedFrom.get(stored)
    if (at === undefined) return
    const before: number | undefined = found[at]
    owners.set(stored, at)
    found[at] = stored
    stored = before
  }
}

/** Whether the set values of an element agree with the stored one. */
export const agree = (
  schema: Schema,
  [said, stored]: readonly [Value, Value],
  comparison: Comparison,
): boolean => {
  if (!isObject(said) || !isObject(stored)) return said === stored
  return Object.entries(schema).every(([name, attribute]) => {
    const pair = [said[name] ?? null, stored[name] ?? null] as const
    const isOpen =
      !comparison.said.counts(attribute) ||
      comparison.said.isOpen(attribute, pair[0]) ||
      comparison.stored.isOpen(attribute, pair[1])
    return isOpen || agreeValue(attribute.type, pair, comparison)
  })
}

const agreeValue = (
  type: TypeNode,
  pair: readonly [Value, Value],
  comparison: Comparison,
): boolean => {
  const [said, stored] = pair
  if (type.kind !== 'nested') return meansTheSame(type, stored, said)
  const { attributes, nesting } = type
  if (nesting === 'single') return agree(attributes, pair, comparison)
  if (isArray(said) && isArray(stored))
    return said.length === stored.length && agreeElements(type, [said, stored], comparison)
  if (nesting !== 'map' || !isObject(said) || !isObject(stored)) return said === stored
  const keys = Object.keys(said)
  return (
    keys.length === Object.keys(stored).length &&
    keys.every(
      (key) =>
        key in stored && agree(attributes, [said[key] ?? null, stored[key] ?? null], comparison),
    )
  )
}

const agreeElements = (
  { nesting, attributes }: Extract<TypeNode, { kind: 'nested' }>,
  [said, stored]: readonly [readonly Value[], readonly Value[]],
  comparison: Comparison,
): boolean =>
  nesting === 'set'
    ? !correlate(attributes, [said, stored], comparison).includes(undefined)
    : said.every((one, index) => agree(attributes, [one, stored[index] ?? null], comparison))
