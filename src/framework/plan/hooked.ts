import { isComputed } from '../schema/attribute.ts'
import type { Path } from '../schema/path.ts'
import { AttributeError } from '../schema/resource.ts'
import type { Attribute, Schema } from '../schema/schema.ts'
import { unknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { buildObject, isNothing, memberOf, type ObjectValue, type Value } from '../value/value.ts'
import { complete } from './complete.ts'
import type { PlanRequest } from './plan.ts'
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

/** @throws AttributeError for a value or a replacement that no plan can contain. This is an error in the provider. */
export const checkHook = (
  schema: Schema,
  { config, prior }: Pick<PlanRequest, 'config' | 'prior'>,
  [changed, replace]: readonly [ObjectValue, readonly string[]],
): void => {
  const stray = replace.find((name) => !Object.hasOwn(schema, name))
  if (stray !== undefined)
    throw fault([], `requires replacement for ${stray}, which does not exist`)
  for (const [name, value] of Object.entries(changed)) {
    const attribute = Object.hasOwn(schema, name) ? schema[name] : undefined
    if (attribute === undefined || attribute.type.kind === 'nested') continue
    const [said, stored] = [memberOf(config, name), memberOf(prior, name)]
    const isFixed = !isComputed(attribute) || !isNothing(said)
    if (isFixed && ![said, stored].some((one) => equal(value, one, attribute.type)))
      throw fault([{ attribute: name }], `changes ${name}, which only the configuration can set`)
  }
}

const fault = (path: Path, what: string): Error =>
  new AttributeError(
    path,
    `The resource's plan hook ${what}. This is an error in the provider. Please report it.`,
  )

const missing = ({ role }: Attribute): Value =>
  role === 'computed' || role === 'optionalComputed' ? unknown : null
