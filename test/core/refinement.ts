import type { Refinement } from '../../src/framework/schema/unknown.ts'
import { formatNumber, isNumber, type NumberValue } from '../../src/framework/value/number.ts'
import { isArray, isObject, type Value } from '../../src/framework/value/value.ts'
import { keys } from './values.ts'

/** False if a value violates the refinements that it had while it was unknown. */
export const includes = (promise: Refinement | undefined, value: Value): boolean => {
  if (promise === undefined) return true
  if (value === null) return promise.notNull !== true
  if (typeof value === 'string') return value.startsWith(promise.prefix ?? '')
  if (typeof value === 'boolean') return true
  if (isArray(value)) return isWithin(promise, value.length)
  if (isObject(value)) return isWithin(promise, keys(value).length)
  return !isNumber(value) || isNumberWithin(promise, value)
}

const isWithin = (
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Refinement,
  length: number,
) => length >= minLength && length <= maxLength

// Uses floating point. Violations that only exact arithmetic can detect are not reported.
const isNumberWithin = ({ min, max }: Refinement, value: NumberValue): boolean => {
  const known = Number(formatNumber(value))
  const isAbove = min === undefined || (min[1] ? known >= Number(min[0]) : known > Number(min[0]))
  const isBelow = max === undefined || (max[1] ? known <= Number(max[0]) : known < Number(max[0]))
  return isAbove && isBelow
}
