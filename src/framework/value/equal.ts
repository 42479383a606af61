import type { TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { formatNumber, isNumber } from './number.ts'
import { partOf, structural } from './structural.ts'
import { Dynamic, isArray, isWhollyKnown, type ObjectValue, type Value } from './value.ts'
import { wireType } from './wire-type.ts'

/**
 * Equality by value: sets without order, numbers by what they amount to, strings in NFC,
 * unknown equal to unknown whatever is promised of it.
 */
export const equal = (a: Value, b: Value, type: TypeNode): boolean =>
  a === b || canonical(a, type) === canonical(b, type)

/** The elements of a set, each once. Unknown ones may still turn out to differ: all stay. */
export const distinct = (elements: readonly Value[], of: TypeNode): readonly Value[] => {
  const seen = new Set<string>()
  return elements.filter((element) => {
    const text = canonical(element, of)
    const isNew = !seen.has(text) || !isWhollyKnown(element)
    seen.add(text)
    return isNew
  })
}

/** Stands for what is unknown in a canonical text; no other value has it in its text. */
export const UNKNOWN_TEXT = '\u0000'

/** The one text of a value: equal values, and only they, have equal texts. */
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
