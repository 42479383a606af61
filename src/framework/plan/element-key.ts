import { guarded } from '../schema/guarded.ts'
import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { canonical, UNKNOWN_TEXT } from '../value/equal.ts'
import { isArray, isObject, type Value } from '../value/value.ts'
import type { Reading } from './reading.ts'
import { rounded } from './same.ts'

/**
 * How much of an attribute a key contains if elements may agree without being equal: `loose` omits the
 * parts that may differ, `open` omits everything. An attribute without a mark is contained completely.
 */
export type Mark = 'loose' | 'open'

/** The marks of an element, by the path of the attribute. */
export type Pattern = ReadonlyMap<string, Mark>

export const EXACT: Pattern = new Map()

/** True if the type, or a part of it, has its own equality. */
export const hasEquality = (type: TypeNode): boolean => {
  switch (type.kind) {
    case 'string':
      return type.same !== undefined
    case 'list':
    case 'set':
    case 'map':
      return hasEquality(type.of)
    case 'nested':
      return Object.values(type.attributes).some((inner) => hasEquality(inner.type))
    default:
      return false
  }
}

/** The text of an element with the marks applied. Elements that agree have equal texts. */
export const elementKey = (
  schema: Schema,
  element: Value,
  [{ counts }, pattern]: readonly [Pick<Reading, 'counts'>, Pattern],
): string => {
  const parts = (attributes: Schema, value: Value, prefix: string): readonly string[] =>
    Object.entries(attributes).flatMap(([name, attribute]) => {
      const path = `${prefix}${name}`
      const mark = pattern.get(path)
      if (!counts(attribute) || mark === 'open') return []
      const held = isObject(value) ? (value[name] ?? null) : null
      const inner = objectsIn(attribute.type, held)
      if (inner !== undefined)
        return [
          `${path}#${inner.length}`,
          ...inner.flatMap(([of, one, step]) => parts(of, one, `${path}${step}`)),
        ]
      return [`${path}=${attributeText(attribute, held, [counts, mark === 'loose'])}`]
    })
  return parts(schema, element, '').join()
}

type Part = readonly [schema: Schema, value: Value, step: string]

/** The objects in a single object or a list, whose attributes are marked one by one. */
const objectsIn = (type: TypeNode, value: Value): readonly Part[] | undefined => {
  if (type.kind !== 'nested') return undefined
  const { nesting, attributes } = type
  if (nesting === 'single') return isObject(value) ? [[attributes, value, '.']] : undefined
  return nesting === 'list' && isArray(value) && value.every(isObject)
    ? value.map((one, index) => [attributes, one, `[${index}].`])
    : undefined
}

type Depth = readonly [counts: Reading['counts'], isLoose: boolean]

const attributeText = (attribute: Attribute, value: Value, depth: Depth): string => {
  const [, isLoose] = depth
  const { type } = attribute
  if (!isLoose || type.kind !== 'string' || type.same === undefined)
    return valueText(type, value, depth)
  const { normal } = type
  if (normal !== undefined && isUnknown(value)) return UNKNOWN_TEXT
  if (normal === undefined || typeof value !== 'string') return ''
  return JSON.stringify(guarded(value, () => normal(value)))
}

const valueText = (type: TypeNode, value: Value, depth: Depth): string => {
  if (type.kind !== 'nested') return canonical(rounded(type, value), type)
  if (isArray(value)) {
    const texts = value.map((one) => fieldsText(type.attributes, one, depth))
    return `[${type.nesting === 'set' ? texts.sort().join() : texts.join()}]`
  }
  if (type.nesting !== 'map' || !isObject(value)) return fieldsText(type.attributes, value, depth)
  const texts = Object.entries(value).map(
    ([key, one]) => `${JSON.stringify(key)}:${fieldsText(type.attributes, one, depth)}`,
  )
  return `{${texts.sort().join()}}`
}

const fieldsText = (schema: Schema, value: Value, depth: Depth): string => {
  if (isUnknown(value)) return UNKNOWN_TEXT
  // Only null is neither. The codec has checked the rest.
  if (!isObject(value)) return 'null'
  const [counts, isLoose] = depth
  const said = Object.entries(schema).filter(
    ([, attribute]) => counts(attribute) && !(isLoose && attribute.role === 'optionalComputed'),
  )
  const texts = said.map(
    ([name, attribute]) => `${name}=${attributeText(attribute, value[name] ?? null, depth)}`,
  )
  return `{${texts.join()}}`
}

/** The marks of an element: for texts with their own equality, and for open places. */
export const patternOf = (schema: Schema, element: Value, reading: Reading): Pattern =>
  new Map(marks(schema, element, ['', reading]))

const marks = (
  schema: Schema,
  value: Value,
  [prefix, reading]: readonly [string, Reading],
): readonly (readonly [string, Mark])[] =>
  Object.entries(schema).flatMap(([name, attribute]) => {
    if (!reading.counts(attribute)) return []
    const path = `${prefix}${name}`
    const held = isObject(value) ? (value[name] ?? null) : null
    if (reading.isOpen(attribute, held)) return [[path, 'open'] as const]
    const inner = objectsIn(attribute.type, held)
    if (inner !== undefined)
      return inner.flatMap(([of, one, step]) => marks(of, one, [`${path}${step}`, reading]))
    const mark = markOf(attribute, held, reading)
    return mark === undefined ? [] : [[path, mark] as const]
  })

const markOf = (attribute: Attribute, value: Value, reading: Reading): Mark | undefined => {
  const { type } = attribute
  const isSure = !hasEquality(type) && !holdsOpen(type, value, reading)
  if (isSure) return undefined
  const text = attributeText(attribute, value, [reading.counts, true])
  return text.includes(UNKNOWN_TEXT) ? 'open' : 'loose'
}

const holdsOpen = (type: TypeNode, value: Value, reading: Reading): boolean => {
  if (isUnknown(value)) return true
  if (type.kind !== 'nested') return false
  if (isArray(value)) return value.some((one) => fieldsOpen(type.attributes, one, reading))
  if (!isObject(value)) return false
  return type.nesting === 'map'
    ? Object.values(value).some((one) => fieldsOpen(type.attributes, one, reading))
    : fieldsOpen(type.attributes, value, reading)
}

const fieldsOpen = (schema: Schema, value: Value, reading: Reading): boolean =>
  isUnknown(value) ||
  Object.entries(schema).some(([name, attribute]) => {
    const held = isObject(value) ? (value[name] ?? null) : null
    return (
      reading.counts(attribute) &&
      (reading.isOpen(attribute, held) || holdsOpen(attribute.type, held, reading))
    )
  })
