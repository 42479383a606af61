import type { Path, Step } from '../../src/framework/schema/path.ts'
import type { Attribute, Schema, TypeNode } from '../../src/framework/schema/schema.ts'
import { isUnknown, unknown } from '../../src/framework/schema/unknown.ts'
import { formatNumber } from '../../src/framework/value/number.ts'
import {
  buildObject,
  Dynamic,
  isArray,
  isObject,
  type Value,
} from '../../src/framework/value/value.ts'
import { schemaType } from '../../src/framework/value/wire-type.ts'

/** One place in a value. `attribute` is set if the place is an attribute of the schema. */
export interface Place {
  readonly path: Path
  readonly type: TypeNode
  readonly value: Value
  readonly attribute?: Attribute
  /** True inside a set. No path can enter a set, so everything in it has the path of the set. */
  readonly inSet?: boolean
}

export type NestedType = Extract<TypeNode, { kind: 'nested' }>

export const items = (value: Value): readonly Value[] => (isArray(value) ? value : [])

export const keys = (value: Value): readonly string[] => (isObject(value) ? Object.keys(value) : [])

export const has = (value: Value, key: string): boolean =>
  isObject(value) && Object.hasOwn(value, key)

/** An attribute or a map element. Null if the parent is null, unknown if it is unknown. */
export const field = (value: Value, name: string): Value => {
  if (isUnknown(value)) return unknown
  return isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null
}

/** The type of one element of a collection. */
export const elementType = (type: TypeNode, index: number): TypeNode | undefined => {
  if (type.kind === 'nested') return schemaType(type.attributes)
  if (type.kind === 'tuple') return type.of[index]
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'map' ? type.of : undefined
}

type Part = readonly [step: Step, type: TypeNode, value: Value, attribute?: Attribute]

const attributeParts = (schema: Schema, value: Value): readonly Part[] =>
  Object.entries(schema).map(([name, attribute]) => [
    { attribute: name },
    attribute.type,
    field(value, name),
    attribute,
  ])

const fieldParts = (of: Readonly<Record<string, TypeNode>>, value: Value): readonly Part[] =>
  Object.entries(of).map(([attribute, type]) => [{ attribute }, type, field(value, attribute)])

const elementParts = (type: TypeNode, value: Value): readonly Part[] =>
  items(value).flatMap((element, index) => {
    const of = elementType(type, index)
    return of ? [[{ index }, of, element] as const] : []
  })

const keyedParts = (type: TypeNode, value: Value): readonly Part[] =>
  keys(value).flatMap((key) => {
    const of = elementType(type, 0)
    return of ? [[{ key }, of, field(value, key)] as const] : []
  })

const partsOf = (type: TypeNode, value: Value): readonly Part[] => {
  if (value === null || isUnknown(value)) return []
  if (type.kind === 'object') return fieldParts(type.of, value)
  if (type.kind === 'nested' && type.nesting === 'single') {
    return attributeParts(type.attributes, value)
  }
  return isArray(value) ? elementParts(type, value) : keyedParts(type, value)
}

const isSet = (type: TypeNode): boolean =>
  type.kind === 'set' || (type.kind === 'nested' && type.nesting === 'set')

const children = (place: Place): readonly Place[] => {
  const { path, type, value } = place
  if (value instanceof Dynamic) return [{ ...place, type: value.type, value: value.value }]
  const inSet = place.inSet === true || isSet(type)
  return partsOf(type, value).map(([step, type, value, attribute]) => ({
    path: inSet ? path : [...path, step],
    type,
    value,
    inSet,
    ...(attribute && { attribute }),
  }))
}

/** The place itself, and every place below it. */
export function* walk(place: Place): Generator<Place> {
  yield place
  for (const child of children(place)) yield* walk(child)
}

const everyPlace = (schema: Schema, value: Value): readonly Place[] => [
  ...walk({ path: [], type: schemaType(schema), value }),
]

export const unknownPaths = (schema: Schema, value: Value): readonly Path[] =>
  everyPlace(schema, value)
    .filter((place) => isUnknown(place.value))
    .map(({ path }) => path)

/** The places of write-only attributes. */
export const writeOnlyPlaces = (schema: Schema, value: Value): readonly Place[] =>
  everyPlace(schema, value).filter(({ attribute }) => attribute?.role === 'writeOnly')

/** The places of sensitive values. */
export const sensitivePaths = (schema: Schema, value: Value): readonly Path[] =>
  everyPlace(schema, value)
    .filter(({ attribute, value: held }) => attribute?.sensitive && held !== null)
    .map(({ path }) => path)

/** True for an attribute that is sensitive or contains a sensitive one. */
export const isSecretive = ({ sensitive, type }: Attribute): boolean =>
  sensitive === true || (type.kind === 'nested' && Object.values(type.attributes).some(isSecretive))

export const unknownAsNull = (value: Value): Value => {
  if (isUnknown(value)) return null
  if (isArray(value)) return value.map(unknownAsNull)
  if (value instanceof Dynamic) return new Dynamic(value.type, unknownAsNull(value.value))
  if (!isObject(value)) return value
  return buildObject(Object.entries(value).map(([name, held]) => [name, unknownAsNull(held)]))
}

/** A value for the message of a failed check. Not for sensitive values. */
export const show = (value: Value): string => {
  if (value === null || typeof value === 'boolean') return String(value)
  if (isUnknown(value)) return '(known after apply)'
  if (typeof value === 'string') return JSON.stringify(value)
  if (isArray(value)) return `[${value.map(show).join(', ')}]`
  if (value instanceof Dynamic) return show(value.value)
  if (!isObject(value)) return formatNumber(value)
  const fields = Object.entries(value).map(([name, held]) => `${name} = ${show(held)}`)
  return `{ ${fields.join(', ')} }`
}
