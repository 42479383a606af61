import { isUnknown } from '../schema/unknown.ts'
import { Decimal } from './number.ts'
import { Dynamic } from './value.ts'

const CLASSES = [
  [Array, 'a list'],
  [Uint8Array, 'bytes'],
  [Decimal, 'a number'],
  [Dynamic, 'a dynamic value'],
  [Map, 'a map'],
] as const

/** The kind of a value for an error text, without the value: `a string`. */
export const describe = (value: unknown): string => {
  if (value === null) return 'null'
  if (isUnknown(value)) return 'an unknown value'
  if (typeof value === 'object') return describeObject(value)
  if (typeof value === 'undefined') return 'nothing'
  if (typeof value === 'bigint') return 'a number'
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number that is not finite'
  return `a ${typeof value}`
}

const describeObject = (value: object): string =>
  CLASSES.find(([known]) => value instanceof known)?.[1] ?? 'an object'
