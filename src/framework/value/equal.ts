import type { TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { formatNumber, isNumber } from './number.ts'
import { partOf, structural } from './structural.ts'
import { Dynamic, isArray, isWhollyKnown, type ObjectValue, type Value } from './value.ts'
import { wireType } from './wire-type.ts'

/**
 * Equality by value: sets without order, numbers by their numeric value, strings in NFC, and unknown equal to
 * unknown with any refinement.
 */
export const equal = (a: Value, b: Value, type: TypeNode): boolean =>
  a === b || canonical(a, type) === canonical(b, type)

/** The distinct elements of a set. All unknown elements remain, because they may differ. */
export const distinct = (elements: readonly Value[], of: TypeNode): readonly Value[] => {
  const seen = new Set<string>()
  return elements.filter((element) => {
    const text = canonical(element, of)
    const isNew = !seen.has(text) || !isWhollyKnown(element)
    seen.add(text)
    return isNew
  })
}

/** The text of an unknown value in a canonical text. No other value contains it. */
export const UNKNOWN_TEXT = '\u0000'

/** The canonical text of a value. Only equal values have equal texts. */
export const canonical = (value: Value, type: TypeNode): string => {
  if (value === null || typeof value === 'boolean') return String(value)
  if (isUnknown(value)) return UNKNOWN_TEXT
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'))
  if (isNumber(value)) return formatNumber(value)
  if (value instanceof Dynamic) return canonicalDynamic(value)
  return isArray(value) ? canonicalArray(value, type) : canonicalObject(value, type)
}

const canonicalDynamic = ({ type, value }: Dynamic): string =>
  `<${JSON.stringify(wireType(type))}>${canonical(value, type)}`

const canonicalArray = (elements: readonly Value[], type: TypeNode): string => {
  const texts = elements.map((element, index) => canonical(element, partOf(type, index)))
  return `[${(structural(type).kind === 'set' ? texts.sort() : texts).join()}]`
}

const canonicalObject = (value: ObjectValue, type: TypeNode): string => {
  const texts = Object.entries(value).map(
    ([name, inner]) =>
      `${JSON.stringify(name.normalize('NFC'))}:${canonical(inner, partOf(type, name))}`,
  )
  return `{${texts.sort().join()}}`
}
