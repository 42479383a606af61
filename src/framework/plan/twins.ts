import type { Complaint } from '../schema/resource.ts'
import type { Schema, TypeNode } from '../schema/schema.ts'
import { canonical, equal } from '../value/equal.ts'
import { isArray, isNothing, isObject, isWhollyKnown, type Value } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { defaultOf, elementWithDefaults } from './defaults.ts'
import { isSecretive, showValue } from './show.ts'
import { nameOf, type Visit } from './visit.ts'

/**
 * The complaint about two set elements that become equal with their defaults. Terraform counts two and rejects
 * every plan with one.
 */
export const twinComplaints = (
  schema: Schema,
  elements: Value,
  visit: Visit,
): readonly Complaint[] => {
  const pair = isArray(elements) ? findTwins(schema, elements) : undefined
  if (pair === undefined) return []
  const name = nameOf(visit)
  const cause = causeOf(schema, pair, visit.isSensitive) ?? 'their defaults are filled in'
  return [
    {
      path: visit.anchor,
      summary: `Duplicate elements in ${name}`,
      detail: `Two elements of ${name} are the same once ${cause}. Remove one of them.`,
    },
  ]
}

type Twins = readonly [Value, Value]

const findTwins = (schema: Schema, elements: readonly Value[]): Twins | undefined => {
  const seen = new Map<string, Value>()
  for (const element of elements) {
    if (!isWhollyKnown(element)) continue
    const text = canonical(elementWithDefaults(schema, element), schemaType(schema))
    const twin = seen.get(text)
    if (twin !== undefined) return [twin, element]
    seen.set(text, element)
  }
  return undefined
}

/** A description of the first default that makes them equal. */
const causeOf = (schema: Schema, [one, other]: Twins, isSensitive: boolean): string | undefined => {
  for (const [name, attribute] of Object.entries(schema)) {
    const pair = [memberOf(one, name), memberOf(other, name)] as const
    if (equal(...pair, attribute.type)) continue
    const isHidden = isSensitive || isSecretive(attribute)
    if (attribute.default !== undefined && pair.some(isNothing))
      return `${name} has its default ${showValue(attribute.type, defaultOf(attribute), isHidden)}`
    return causeWithin(attribute.type, pair, [name, isHidden])
  }
  return undefined
}

const memberOf = (value: Value, name: string): Value =>
  isObject(value) ? (value[name] ?? null) : null

const causeWithin = (
  type: TypeNode,
  pair: Twins,
  [name, isHidden]: readonly [string, boolean],
): string | undefined => {
  if (type.kind !== 'nested' || type.nesting !== 'single') return undefined
  const cause = causeOf(type.attributes, pair, isHidden)
  return cause && `${name}.${cause}`
}
