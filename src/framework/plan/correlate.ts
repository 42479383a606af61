import type { Schema } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { isObject, type Value } from '../value/value.ts'

/** For each element of a configured set, the stored element that it stands for, each used once. */
export const correlate = (
  schema: Schema,
  elements: readonly Value[],
  stored: Value,
): readonly (Value | undefined)[] => {
  const left: Value[] = Array.isArray(stored) ? [...stored] : []
  return elements.map((element) => {
    const index = left.findIndex((candidate) => agrees(schema, element, candidate))
    return index < 0 ? undefined : left.splice(index, 1)[0]
  })
}

const agrees = (schema: Schema, element: Value, candidate: Value): boolean => {
  if (!isObject(element) || !isObject(candidate)) return false
  return Object.entries(schema).every(([name, attribute]) => {
    const configured = element[name] ?? null
    if (attribute.role === 'writeOnly' || configured === null || isUnknown(configured)) return true
    const there = candidate[name] ?? null
    return isUnknown(there) || equal(configured, there, attribute.type)
  })
}
