import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { formatNumber, isNumber } from '../value/number.ts'
import { partOf } from '../value/structural.ts'
import { Dynamic, isArray, isObject, type Value } from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'

/** The text in place of a sensitive value. */
const HIDDEN = '(sensitive value)'

const MOST_CHARACTERS = 200

/** True for a value that must not be in a message. */
export const isSecretive = ({ sensitive, role }: Attribute): boolean =>
  sensitive === true || role === 'writeOnly'

/** A rejected value for a message, in the form of a configuration, with its sensitive parts hidden. */
export const showValue = (type: TypeNode, value: Value, isSensitive: boolean): string => {
  if (isSensitive) return 'a sensitive value'
  const text = show(type, value)
  // A character has at most two code units. The whole text may have millions.
  const start = Array.from(text.slice(0, 2 * MOST_CHARACTERS))
    .slice(0, MOST_CHARACTERS)
    .join('')
  return start.length < text.length ? `${start}… (${text.length} characters)` : text
}

const show = (type: TypeNode, value: Value): string => {
  if (value === null) return 'null'
  if (isUnknown(value)) return '(known after apply)'
  if (value instanceof Dynamic) return show(value.type, value.value)
  if (isNumber(value)) return formatNumber(value)
  if (isArray(value))
    return `[${value.map((one, index) => show(partType(type, index), one)).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const fields = type.kind === 'nested' && type.nesting !== 'map' ? type.attributes : undefined
  return fields === undefined ? showEntries(type, value) : showFields(fields, value)
}

const showFields = (schema: Schema, value: Value): string => {
  const said = Object.entries(schema).flatMap(([name, attribute]) => {
    const held = isObject(value) ? (value[name] ?? null) : null
    if (held === null) return []
    return [`${name} = ${isSecretive(attribute) ? HIDDEN : show(attribute.type, held)}`]
  })
  return braces(said)
}

const showEntries = (type: TypeNode, value: Readonly<Record<string, Value>>): string =>
  braces(
    Object.entries(value).map(
      ([key, held]) => `${keyText(key)} = ${show(partType(type, key), held)}`,
    ),
  )

const braces = (parts: readonly string[]): string =>
  parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`

const keyText = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key))

const partType = (type: TypeNode, part: string | number): TypeNode =>
  type.kind === 'nested' ? schemaType(type.attributes) : partOf(type, part)
