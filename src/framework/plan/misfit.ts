import type { Complaint } from '../schema/resource.ts'
import type { Schema, TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { isInteger, isNumber } from '../value/number.ts'
import { Dynamic, isArray, isObject, type Value } from '../value/value.ts'
import { toDouble } from './plain.ts'
import { showValue } from './show.ts'
import { enter, enterAttribute, enterElement, nameOf, start, type Visit } from './visit.ts'

/**
 * Complaints about values that Terraform's language accepts and a declared type does not: null elements,
 * fractions and numbers beyond 64 bits for an integer, and numbers beyond a double. Unknown values are accepted.
 */
export const misfits = (schema: Schema, config: Value): readonly Complaint[] =>
  inFields(schema, config, start)

const inFields = (schema: Schema, value: Value, visit: Visit): readonly Complaint[] =>
  isObject(value)
    ? Object.entries(schema).flatMap(([name, attribute]) =>
        inValue(attribute.type, value[name] ?? null, enterAttribute(visit, name, attribute)),
      )
    : []

const inValue = (type: TypeNode, value: Value, visit: Visit): readonly Complaint[] => {
  if (value === null || isUnknown(value)) return []
  switch (type.kind) {
    case 'int64':
      return isInt64(value) ? [] : [wrongInteger(type, value, visit)]
    case 'list':
    case 'set':
      return inElements(value, [type.kind, visit], (one, at) => inElement(type.of, one, at))
    case 'map':
      return inEntries(value, visit, (one, at) => inElement(type.of, one, at))
    case 'object':
      return Object.entries(type.of).flatMap(([attribute, of]) =>
        inElement(
          of,
          isObject(value) ? (value[attribute] ?? null) : null,
          enter(visit, { attribute }),
        ),
      )
    case 'nested':
      return inNested(type, value, visit)
    case 'number':
      return !type.exact && isTooLarge(value) ? [tooLarge(type, value, visit)] : []
    case 'dynamic':
      return isTooLarge(value) ? [tooLarge(type, value, visit)] : []
    default:
      return []
  }
}

type Each = (one: Value, at: Visit) => readonly Complaint[]

const inElements = (
  value: Value,
  [kind, visit]: readonly [string, Visit],
  each: Each,
): readonly Complaint[] =>
  isArray(value) ? value.flatMap((one, index) => each(one, enterElement(visit, kind, index))) : []

const inEntries = (value: Value, visit: Visit, each: Each): readonly Complaint[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, one]) => each(one, enter(visit, { key })))
    : []

// A dynamic value may be null.
const inElement = (type: TypeNode, value: Value, visit: Visit): readonly Complaint[] =>
  value === null && !type.nullable && type.kind !== 'dynamic'
    ? [nullElement(visit)]
    : inValue(type, value, visit)

const inNested = (
  { nesting, attributes }: Extract<TypeNode, { kind: 'nested' }>,
  value: Value,
  visit: Visit,
): readonly Complaint[] => {
  const element: Each = (one, at) =>
    one === null ? [nullElement(at)] : inFields(attributes, one, at)
  if (nesting === 'single') return inFields(attributes, value, visit)
  return nesting === 'map'
    ? inEntries(value, visit, element)
    : inElements(value, [nesting, visit], element)
}

const nullElement = (visit: Visit): Complaint => ({
  path: visit.anchor,
  summary: `Invalid ${nameOf(visit)}`,
  detail: `${nameOf(visit)} is null. Remove it or set a value.`,
})

/** True if a verb would receive infinity, which is `null` in JSON. */
const isTooLarge = (value: Value): boolean => {
  if (isNumber(value)) return !Number.isFinite(toDouble(value))
  if (value instanceof Dynamic) return isTooLarge(value.value)
  return isArray(value)
    ? value.some(isTooLarge)
    : isObject(value) && Object.values(value).some(isTooLarge)
}

const tooLarge = (type: TypeNode, value: Value, visit: Visit): Complaint => ({
  path: visit.anchor,
  summary: `Invalid ${nameOf(visit)}`,
  detail:
    `Expected numbers from ${-Number.MAX_VALUE} to ${Number.MAX_VALUE}, ` +
    `got ${showValue(type, value, visit.isSensitive)}.`,
})

const LEAST = -(2n ** 63n)
const MOST = 2n ** 63n - 1n

const isInt64 = (value: Value): boolean => isInteger(value) && value >= LEAST && value <= MOST

const wrongInteger = (type: TypeNode, value: Value, visit: Visit): Complaint => {
  const expected = isInteger(value) ? `a number from ${LEAST} to ${MOST}` : 'a whole number'
  return {
    path: visit.anchor,
    summary: `Invalid ${nameOf(visit)}`,
    detail: `Expected ${expected}, got ${showValue(type, value, visit.isSensitive)}.`,
  }
}
