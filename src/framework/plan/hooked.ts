import type { Attribute, Schema } from '../schema/schema.ts'
import { unknown } from '../schema/unknown.ts'
import { buildObject, type ObjectValue, type Value } from '../value/value.ts'
import { complete } from './complete.ts'
import { returnedValue } from './returned-value.ts'

/**
 * The values that a plan hook changes. An omitted attribute of a nested value is null if only the user can set
 * it, and unknown if a verb can.
 */
export const hookedValues = (
  schema: Schema,
  changed: Readonly<Record<string, unknown>>,
  planned: ObjectValue,
): ObjectValue => {
  const said = Object.entries(changed).filter(([, value]) => value !== undefined)
  return buildObject(
    said.map(([name, value]) => [name, hookedValue(schema, [name, value], planned[name] ?? null)]),
  )
}

const hookedValue = (
  schema: Schema,
  [name, value]: readonly [string, unknown],
  planned: Value,
): Value => {
  const type = Object.hasOwn(schema, name) ? schema[name]?.type : undefined
  // The codec rejects a name that the schema does not declare when the plan is encoded.
  return type === undefined
    ? (value as Value)
    : returnedValue(type, planned, complete(type, value, missing))
}

const missing = ({ role }: Attribute): Value =>
  role === 'computed' || role === 'optionalComputed' ? unknown : null
