import { isComputed } from '../schema/attribute.ts'
import type { Attribute, Schema } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { isObject, type Value } from '../value/value.ts'
import { isSame } from './same.ts'

/** For each element of a configured set, the stored element that it stands for, each used once. */
export const correlate = (
  schema: Schema,
  elements: readonly Value[],
  stored: Value,
): readonly (Value | undefined)[] => {
  const left: Value[] = Array.isArray(stored) ? [...stored] : []
  const take = (element: Value, isSilent: IsSilent): Value | undefined => {
    const index = left.findIndex((candidate) => agrees([schema, isSilent], element, candidate))
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  // Null says "none" where only a user can say it; where nothing says so, it may say "as it was".
  const exact = elements.map((element) => take(element, isComputed))
  return elements.map((element, index) => exact[index] ?? take(element, () => true))
}

/** Whether null in the attribute agrees with everything. */
type IsSilent = (attribute: Attribute) => boolean

const agrees = (
  [schema, isSilent]: readonly [Schema, IsSilent],
  element: Value,
  candidate: Value,
): boolean => {
  if (!isObject(element) || !isObject(candidate)) return false
  return Object.entries(schema).every(([name, attribute]) => {
    const said = element[name] ?? null
    if (attribute.role === 'writeOnly' || (said === null && isSilent(attribute))) return true
    const there = candidate[name] ?? null
    return (
      isUnknown(there) || isSame(attribute.type, there, said) || equal(said, there, attribute.type)
    )
  })
}
