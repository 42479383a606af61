import type { TypeNode } from '../schema/schema.ts'
import { CodecError } from './codec-error.ts'
import { decodeValue, type Source } from './decode-value.ts'
import { encodeValue, type Target } from './encode-value.ts'
import { formatNumber, isNumber, type NumberValue, parseNumber, readNumber } from './number.ts'
import { MOST_LEVELS, refuse, root } from './trail.ts'
import { buildObject, type Value } from './value.ts'
import { parseWireType } from './wire-type.ts'

/** Lossless JSON: numbers as in `Value`, objects without prototype. */
export type Json = null | boolean | string | NumberValue | readonly Json[] | JsonObject
export type JsonObject = { readonly [name: string]: Json }

/**
 * Parses JSON text; numbers keep all their digits, and a key may be `__proto__`.
 *
 * @throws CodecError for other text, without quoting it
 */
export const parseJson = (text: string): Json => {
  checkDepth(text)
  try {
    return parse(text, revive)
  } catch (error) {
    if (error instanceof CodecError) throw error
    // The parser's own error quotes the text, which may contain a secret.
    throw new CodecError([], 'JSON', 'other text')
  }
}

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown

// TypeScript does not declare the third argument yet, which contains the source text of a number.
const parse: (text: string, reviver: Reviver) => Json = JSON.parse

const revive: Reviver = (_key, value, context) => {
  if (typeof value === 'number') return parseNumber(context?.source ?? String(value))
  return isRecord(value) ? buildObject(Object.entries(value)) : value
}

// A dynamic value contains its type, which has as many levels as the value may have.
const MOST_DEPTH = 2 * MOST_LEVELS + 2

// JSON.parse with a reviver is recursive, so deep nesting would overflow the stack.
const checkDepth = (text: string): void => {
  let [depth, isQuoted] = [0, false]
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === '"') isQuoted = !isQuoted
    else if (character === '\\') index += 1
    else if (!isQuoted && (character === '[' || character === '{')) depth += 1
    else if (!isQuoted && (character === ']' || character === '}')) depth -= 1
    if (depth > MOST_DEPTH) throw new CodecError([], `at most ${MOST_DEPTH} levels`, 'more')
  }
}

/**
 * A value of the type as cty's JSON, which knows no unknown values.
 *
 * @throws CodecError with the path of the invalid part
 */
export const encodeJson = (value: Value, type: TypeNode): string =>
  encodeValue(value, type, { target, at: root })

/**
 * Decodes a value of the type from cty's JSON. An omitted attribute is null.
 *
 * @throws CodecError for any invalid text
 */
export const decodeJson = (text: string, type: TypeNode): Value =>
  valueOfJson(parseJson(text), type)

/** As {@link decodeJson}, for parsed JSON. An author's code may have changed it, so everything is checked. */
export const valueOfJson = (json: Json, type: TypeNode): Value =>
  decodeValue(json, type, { source, at: root })

// Scalars are converted to each other, as in go-cty (cty/json/unmarshal.go, unmarshalPrimitive).
const source: Source = {
  isSparse: true,
  bool: (raw) => (raw === 'true' || raw === 'false' ? raw === 'true' : asBoolean(raw)),
  text: (raw) => {
    const number = asNumber(raw)
    if (number !== undefined) return formatNumber(number)
    return typeof raw === 'boolean' ? String(raw) : asText(raw)
  },
  number: (raw) => (typeof raw === 'string' ? readNumber(raw) : asNumber(raw)),
  entries: (raw) => (isRecord(raw) ? Object.entries(raw) : undefined),
  dynamic: (raw) =>
    isRecord(raw) && Object.keys(raw).sort().join() === 'type,value'
      ? { type: parseWireType(raw.type), raw: raw.value }
      : undefined,
  unknown: () => undefined,
}

const asBoolean = (raw: unknown) => (typeof raw === 'boolean' ? raw : undefined)
const asText = (raw: unknown) => (typeof raw === 'string' ? raw : undefined)
const asNumber = (raw: unknown) => (isNumber(raw) ? readNumber(formatNumber(raw)) : undefined)

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !isNumber(raw)

const target: Target<string> = {
  nil: 'null',
  bool: String,
  text: (value) => JSON.stringify(value),
  number: formatNumber,
  list: (elements) => `[${elements.join()}]`,
  map: (entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`,
  dynamic: (type, value) => `{"value":${value},"type":${JSON.stringify(type)}}`,
  unknown: (value, _type, at) => refuse(at, 'a known value', value),
}
