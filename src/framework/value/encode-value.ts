import type { TypeNode } from '../schema/schema.ts'
import { isUnknown, type Unknown } from '../schema/unknown.ts'
import { hasOneType } from './concrete-type.ts'
import { isInteger, isNumber, type NumberValue } from './number.ts'
import { type CollectionNode, type ObjectNode, structural } from './structural.ts'
import { deeper, into, refuse, refuseLength, type Trail } from './trail.ts'
import { Dynamic, type ObjectValue, sortedEntries, type Value } from './value.ts'
import { type WireType, wireType } from './wire-type.ts'

/** How one encoding writes the parts of a value. */
export interface Target<T> {
  readonly nil: T
  bool(value: boolean): T
  text(value: string): T
  number(value: NumberValue): T
  list(elements: readonly T[]): T
  map(entries: readonly (readonly [key: string, value: T])[]): T
  dynamic(type: WireType, value: T): T
  unknown(value: Unknown, type: TypeNode, at: Trail): T
}

/** A traversal of a value: the encoding to write and its current position. */
export interface Writing<T> {
  readonly target: Target<T>
  readonly at: Trail
}

/**
 * Encodes a value of the type. The value may come from an author, so everything is checked.
 *
 * @throws CodecError at the first part that does not match
 */
export const encodeValue = <T>(value: unknown, node: TypeNode, writing: Writing<T>): T => {
  const { target, at } = writing
  if (isUnknown(value)) return target.unknown(value, node, at)
  if (value === null) return target.nil
  const type = structural(node)
  switch (type.kind) {
    case 'string':
      return target.text(checkText(value, at))
    case 'bool':
      return typeof value === 'boolean' ? target.bool(value) : refuse(at, 'a boolean', value)
    case 'number':
      return isFinite(value) ? target.number(value) : refuse(at, 'a number', value)
    case 'int64':
      return isInteger(value) ? target.number(value) : refuse(at, 'a whole number', value)
    case 'dynamic':
      return encodeDynamic(value, writing)
    case 'list':
    case 'set':
      return encodeElements(value, type, writing)
    case 'tuple':
      return encodeTuple(value, type.of, writing)
    case 'map':
      return encodeMap(value, type.of, writing)
    case 'object':
      return encodeObject(value, type, writing)
  }
}

const isFinite = (value: unknown): value is NumberValue =>
  isNumber(value) && (typeof value !== 'number' || Number.isFinite(value))

const checkText = (value: unknown, at: Trail): string => {
  if (typeof value !== 'string') return refuse(at, 'a string', value)
  return value.isWellFormed() ? value.normalize('NFC') : refuse(at, 'well-formed Unicode', value)
}

const encodeDynamic = <T>(value: unknown, { target, at }: Writing<T>): T => {
  if (!(value instanceof Dynamic)) return refuse(at, 'a dynamic value', value)
  const inner = encodeValue(value.value, value.type, { target, at: deeper(at) })
  return target.dynamic(wireType(value.type), inner)
}

const encodeElements = <T>(value: unknown, type: CollectionNode, { target, at }: Writing<T>): T => {
  if (!Array.isArray(value)) return refuse(at, `a ${type.kind}`, value)
  const elements = Array.from(value, (element, index) => {
    const step = type.kind === 'list' ? { index } : undefined
    return encodeValue(element, type.of, { target, at: into(at, step) })
  })
  checkOneType(value, type.of, at)
  return target.list(elements)
}

// go-cty panics and ends Terraform if the elements of one collection have several types.
const checkOneType = (elements: readonly Value[], of: TypeNode, at: Trail): void => {
  if (!hasOneType(elements, of)) refuse(at, 'elements of one and the same type', elements)
}

const encodeTuple = <T>(value: unknown, of: readonly TypeNode[], writing: Writing<T>): T => {
  const { target, at } = writing
  const elements: readonly unknown[] = Array.isArray(value) ? value : refuse(at, 'a tuple', value)
  if (elements.length !== of.length) refuseLength(at, of.length, elements.length)
  return target.list(
    of.map((type, index) =>
      encodeValue(elements[index], type, { target, at: into(at, { index }) }),
    ),
  )
}

const encodeMap = <T>(value: unknown, of: TypeNode, { target, at }: Writing<T>): T => {
  const record = isRecord(value) ? value : refuse(at, 'a map', value)
  const entries = sortedEntries(record).map(([key, inner]) => {
    const writing = { target, at: into(at, { key }) }
    return [checkText(key, writing.at), encodeValue(inner, of, writing)] as const
  })
  const isDistinct = new Set(entries.map(([key]) => key)).size === entries.length
  if (!isDistinct) refuse(at, 'a map whose keys differ in NFC', record)
  checkOneType(Object.values(record), of, at)
  return target.map(entries)
}

const encodeObject = <T>(value: unknown, { of, optional }: ObjectNode, writing: Writing<T>): T => {
  const { target, at } = writing
  const record = isRecord(value) ? value : refuse(at, 'an object', value)
  const extra = Object.keys(record).find((name) => !Object.hasOwn(of, name))
  if (extra !== undefined)
    refuse(into(at, { attribute: extra }), 'no such attribute', record[extra])
  const entries = sortedEntries(of).map(([attribute, type]) => {
    const missing = optional?.includes(attribute) ? null : undefined
    const inner = Object.hasOwn(record, attribute) ? record[attribute] : missing
    return [attribute, encodeValue(inner, type, { target, at: into(at, { attribute }) })] as const
  })
  return target.map(entries)
}

// The traversal itself checks the content of the record.
const isRecord = (value: unknown): value is ObjectValue => {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
