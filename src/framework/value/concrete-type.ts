import type { TypeNode } from '../schema/schema.ts'
import { type CollectionNode, structural } from './structural.ts'
import { Dynamic, isArray, isObject, type ObjectValue, sortedEntries, type Value } from './value.ts'
import { wireType } from './wire-type.ts'

const ANY = '"dynamic"'

/**
 * Whether one collection can contain these values of the element type: their dynamic parts must have the
 * same types (go-cty, cty/value_init.go, ListVal).
 */
export const hasOneType = (elements: readonly Value[], of: TypeNode): boolean =>
  !holdsDynamic(of) || unify(elements, of) !== undefined

const holdsDynamic = (node: TypeNode): boolean => {
  const type = structural(node)
  switch (type.kind) {
    case 'dynamic':
      return true
    case 'list':
    case 'set':
    case 'map':
      return holdsDynamic(type.of)
    case 'tuple':
      return type.of.some(holdsDynamic)
    case 'object':
      return Object.values(type.of).some(holdsDynamic)
    case 'string':
    case 'bool':
    case 'number':
    case 'int64':
      return false
  }
}

const unify = (elements: readonly Value[], of: TypeNode): string | undefined => {
  const types = new Set(elements.map((element) => concreteType(element, of)))
  types.delete(ANY)
  const [type = ANY] = types
  return types.size > 1 ? undefined : type
}

// The type that cty gives a value, as JSON text. `dynamic` remains only for wholly unknown parts.
const concreteType = (value: Value, node: TypeNode): string => {
  const type = structural(node)
  if (value instanceof Dynamic) return concreteType(value.value, value.type)
  if (isArray(value)) return concreteList(value, type)
  return isObject(value) ? concreteObject(value, type) : JSON.stringify(wireType(type))
}

const concreteList = (elements: readonly Value[], type: TypeNode): string => {
  if (type.kind === 'tuple') {
    const parts = type.of.map((of, index) => concreteType(elements[index] ?? null, of))
    return `["tuple",[${parts.join()}]]`
  }
  return type.kind === 'list' || type.kind === 'set'
    ? concreteCollection(elements, type)
    : JSON.stringify(wireType(type))
}

const concreteCollection = (elements: readonly Value[], type: CollectionNode): string =>
  elements.length === 0
    ? JSON.stringify(wireType(type))
    : `["${type.kind}",${unify(elements, type.of) ?? ANY}]`

const concreteObject = (value: ObjectValue, type: TypeNode): string => {
  if (type.kind === 'map') return concreteCollection(Object.values(value), type)
  if (type.kind !== 'object') return JSON.stringify(wireType(type))
  const parts = sortedEntries(type.of).map(
    ([name, of]) => `${JSON.stringify(name)}:${concreteType(value[name] ?? null, of)}`,
  )
  return `["object",{${parts.join()}}]`
}
