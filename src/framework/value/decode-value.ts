import type { Step } from '../schema/path.ts'
import type { TypeNode } from '../schema/schema.ts'
import { distinct } from './equal.ts'
import { isInteger, type NumberValue } from './number.ts'
import { type ObjectNode, structural } from './structural.ts'
import { deeper, into, refuse, refuseLength, type Trail, within } from './trail.ts'
import { buildObject, Dynamic, type ObjectValue, type Value } from './value.ts'

/** How one encoding represents the parts of a value. `undefined` means that the raw value has another type. */
export interface Source {
  bool(raw: unknown): boolean | undefined
  text(raw: unknown): string | undefined
  number(raw: unknown): NumberValue | undefined
  entries(raw: unknown): Iterable<readonly [key: unknown, raw: unknown]> | undefined
  dynamic(raw: unknown): { readonly type: TypeNode; readonly raw: unknown } | undefined
  /** An unknown value, or null if its refinement only allows null. */
  unknown(raw: unknown, type: TypeNode, at: Trail): Value | undefined
  /** True if an object may omit null attributes. */
  readonly isSparse: boolean
}

/** A traversal of a raw tree: its encoding and its current position. */
export interface Reading {
  readonly source: Source
  readonly at: Trail
}

/**
 * A raw tree as a value of the type.
 *
 * @throws CodecError at the first part that does not match
 */
export const decodeValue = (raw: unknown, node: TypeNode, reading: Reading): Value => {
  const { source, at } = reading
  const open = source.unknown(raw, node, at)
  if (open !== undefined) return open
  if (raw === null) return null
  const type = structural(node)
  switch (type.kind) {
    case 'string':
      return decodeText(raw, reading)
    case 'bool':
      return source.bool(raw) ?? refuse(at, 'a boolean', raw)
    case 'number':
      return decodeNumber(raw, reading)
    case 'int64':
      return decodeInteger(raw, reading)
    case 'dynamic':
      return decodeDynamic(raw, reading)
    case 'list':
      return decodeElements(raw, reading, (index) => [{ index }, type.of])
    case 'set':
      return distinct(
        decodeElements(raw, reading, () => [undefined, type.of]),
        type.of,
      )
    case 'tuple':
      return decodeTuple(raw, type.of, reading)
    case 'map':
      return decodeMap(raw, type.of, reading)
    case 'object':
      return decodeObject(raw, type, reading)
  }
}

const decodeNumber = (raw: unknown, { source, at }: Reading): NumberValue =>
  source.number(raw) ?? refuse(at, 'a number', raw)

const decodeInteger = (raw: unknown, reading: Reading): NumberValue => {
  const number = decodeNumber(raw, reading)
  return isInteger(number) ? number : refuse(reading.at, 'a whole number', number)
}

const decodeText = (raw: unknown, { source, at }: Reading): string => {
  const text = source.text(raw) ?? refuse(at, 'a string', raw)
  return text.isWellFormed() ? text.normalize('NFC') : refuse(at, 'well-formed Unicode', text)
}

const decodeDynamic = (raw: unknown, { source, at }: Reading): Value => {
  const dynamic = within(at, () => source.dynamic(raw)) ?? refuse(at, 'a value with its type', raw)
  const inner = decodeValue(dynamic.raw, dynamic.type, { source, at: deeper(at) })
  return new Dynamic(dynamic.type, inner)
}

type Place = readonly [step: Step | undefined, type: TypeNode]

const decodeElements = (
  raw: unknown,
  { source, at }: Reading,
  place: (index: number) => Place,
): readonly Value[] => {
  if (!Array.isArray(raw)) return refuse(at, 'a list', raw)
  return Array.from(raw, (element: unknown, index) => {
    const [step, type] = place(index)
    return decodeValue(element, type, { source, at: into(at, step) })
  })
}

const decodeTuple = (raw: unknown, of: readonly TypeNode[], reading: Reading): Value => {
  const elements = Array.isArray(raw) ? raw : refuse(reading.at, 'a list', raw)
  if (elements.length !== of.length) refuseLength(reading.at, of.length, elements.length)
  return of.map((type, index) =>
    decodeValue(elements[index], type, { ...reading, at: into(reading.at, { index }) }),
  )
}

const decodeMap = (raw: unknown, of: TypeNode, { source, at }: Reading): ObjectValue => {
  const entries = readEntries(raw, { source, at }).map(([key, inner]) => {
    const reading = { source, at: into(at, { key }) }
    return [key, decodeValue(inner, of, reading)] as const
  })
  return buildObject(entries)
}

const decodeObject = (raw: unknown, type: ObjectNode, { source, at }: Reading): ObjectValue => {
  const given = new Map(readEntries(raw, { source, at }))
  const extra = [...given.keys()].find((name) => !Object.hasOwn(type.of, name))
  if (extra !== undefined)
    refuse(into(at, { attribute: extra }), 'no such attribute', given.get(extra))
  const entries = Object.entries(type.of).map(([attribute, inner]) => {
    const reading = { source, at: into(at, { attribute }) }
    if (given.has(attribute)) {
      return [attribute, decodeValue(given.get(attribute), inner, reading)] as const
    }
    const mayLack = source.isSparse || type.optional?.includes(attribute)
    return mayLack ? ([attribute, null] as const) : refuse(reading.at, 'an attribute', undefined)
  })
  return buildObject(entries)
}

const readEntries = (
  raw: unknown,
  reading: Reading,
): readonly (readonly [key: string, raw: unknown])[] => {
  const { source, at } = reading
  const entries = source.entries(raw) ?? refuse(at, 'a map', raw)
  const texts = Array.from(entries, ([key, inner]) => [decodeText(key, reading), inner] as const)
  const keys = new Set(texts.map(([key]) => key))
  return keys.size === texts.length ? texts : refuse(at, 'a map with each key once', raw)
}
