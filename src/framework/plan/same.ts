import { isTrue } from '../schema/guarded.ts'
import type { TypeNode } from '../schema/schema.ts'
import { equal } from '../value/equal.ts'
import { isNumber } from '../value/number.ts'
import { partOf } from '../value/structural.ts'
import { isArray, isObject, mapObject, type Value } from '../value/value.ts'
import { toDouble } from './plain.ts'

/**
 * True if the text, in NFC, is equal to the stored one by the type's own equality. An equality that throws on a
 * user's text means "not equal".
 */
export const isSame = (type: TypeNode, prior: Value, next: Value): boolean => {
  if (type.kind !== 'string' || typeof prior !== 'string' || typeof next !== 'string') return false
  const { same } = type
  return same !== undefined && isTrue(() => same(prior, next.normalize('NFC')))
}

/** True if a verb cannot distinguish the values. */
export const meansTheSame = (type: TypeNode, prior: Value, next: Value): boolean =>
  isSame(type, prior, next) || equal(rounded(type, prior), rounded(type, next), type)

/** The value with each `number` as the double that a verb receives. An API does not return more precision. */
export const rounded = (type: TypeNode, value: Value): Value => {
  if (!hasPlainForm(type)) return value
  if (isNumber(value)) return type.kind === 'number' && !type.exact ? toDouble(value) : value
  if (isArray(value)) return value.map((one, index) => rounded(partOf(type, index), one))
  return isObject(value) ? mapObject(value, (one, name) => rounded(partOf(type, name), one)) : value
}

const plain = new WeakMap<TypeNode, boolean>()

/** True for a type that verbs receive in another form, at any depth: a `number` or a dynamic value. */
export const hasPlainForm = (type: TypeNode): boolean => {
  const known = plain.get(type)
  if (known !== undefined) return known
  const has = findPlainForm(type)
  plain.set(type, has)
  return has
}

const findPlainForm = (type: TypeNode): boolean => {
  switch (type.kind) {
    case 'number':
      return !type.exact
    case 'dynamic':
      return true
    case 'list':
    case 'set':
    case 'map':
      return hasPlainForm(type.of)
    case 'tuple':
      return type.of.some(hasPlainForm)
    case 'object':
      return Object.values(type.of).some(hasPlainForm)
    case 'nested':
      return Object.values(type.attributes).some((attribute) => hasPlainForm(attribute.type))
    default:
      return false
  }
}
