import { isComputed, isConfigurable } from '../schema/attribute.ts'
import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { canonical } from '../value/equal.ts'
import { isArray, isObject, memberOf, type Value } from '../value/value.ts'

/** One place: its configured, stored, and planned values. */
export interface Change {
  readonly config: Value
  readonly prior: Value
  readonly planned: Value
}

/** The values of one attribute with `replace` in the elements of a set. */
interface Held {
  readonly texts: string[]
  /** The number of elements in which the attribute is not configured. */
  silent: number
}

type Holdings = Map<string, Held>

/** False if each attribute with `replace` has the same values as before, over all elements. */
export const replacesInSet = (schema: Schema, { config, prior, planned }: Change): boolean => {
  const before = collect(schema, [prior, undefined])
  const after = collect(schema, [planned, config])
  return [...new Set([...before.keys(), ...after.keys()])].some(
    (path) => !isCovered(before.get(path)?.texts ?? [], after.get(path)),
  )
}

const isCovered = (before: readonly string[], { texts, silent }: Held = NONE): boolean => {
  const left = new Map<string, number>()
  for (const text of before) left.set(text, (left.get(text) ?? 0) + 1)
  for (const text of texts) left.set(text, (left.get(text) ?? 0) - 1)
  const counts = [...left.values()]
  return (
    counts.every((count) => count >= 0) && counts.reduce((sum, count) => sum + count, 0) <= silent
  )
}

const NONE: Held = { texts: [], silent: 0 }

/** The values of elements with their configuration. `undefined`: everything is compared. */
type Pair = readonly [value: Value, config: Value | undefined]

const collect = (schema: Schema, [elements, config]: Pair): Holdings => {
  const holdings: Holdings = new Map()
  itemsOf(elements).forEach((element, index) =>
    gather(schema, [element, partOf(config, index)], ['', holdings]),
  )
  return holdings
}

const itemsOf = (value: Value): readonly Value[] => (isArray(value) ? value : [])

const partOf = (config: Value | undefined, part: number | string): Value | undefined => {
  if (config === undefined) return undefined
  return typeof part === 'string' ? memberOf(config, part) : (itemsOf(config)[part] ?? null)
}

type Into = readonly [path: string, holdings: Holdings]

const gather = (schema: Schema, [element, config]: Pair, [path, holdings]: Into): void => {
  for (const [name, attribute] of Object.entries(schema)) {
    if (!isConfigurable(attribute)) continue
    const at = `${path}.${name}`
    const pair: Pair = [memberOf(element, name), partOf(config, name)]
    if (attribute.replace) hold(attribute, pair, [at, holdings])
    else if (attribute.type.kind === 'nested') gatherNested(attribute.type, pair, [at, holdings])
  }
}

const hold = (attribute: Attribute, [value, config]: Pair, [path, holdings]: Into): void => {
  const held = holdings.get(path) ?? { texts: [], silent: 0 }
  holdings.set(path, held)
  const isSilent = config === null && isComputed(attribute) && attribute.default === undefined
  if (isSilent) held.silent += 1
  else if (value !== null) held.texts.push(canonical(value, attribute.type))
}

const gatherNested = (
  { nesting, attributes }: Extract<TypeNode, { kind: 'nested' }>,
  pair: Pair,
  into: Into,
): void => {
  const [value, config] = pair
  if (nesting === 'single') gather(attributes, pair, into)
  else if (nesting === 'map' && isObject(value))
    for (const [key, one] of Object.entries(value))
      gather(attributes, [one, partOf(config, key)], into)
  else
    itemsOf(value).forEach((one, index) => gather(attributes, [one, partOf(config, index)], into))
}
