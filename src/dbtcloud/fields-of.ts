import type { Field, Fields, FieldType } from '../api/index.ts'
import type { Attribute, Schema, TypeNode } from '../framework/index.ts'

const typeOf = (node: TypeNode): FieldType => {
  switch (node.kind) {
    case 'string':
      return 'string'
    case 'bool':
      return 'boolean'
    case 'int64':
      return 'integer'
    case 'number':
      return 'number'
    case 'list':
    case 'set':
      return 'array'
    case 'map':
    case 'object':
      return 'object'
    case 'nested':
      return node.nesting === 'list' || node.nesting === 'set' ? 'array' : 'object'
    default:
      throw new TypeError(`No field of an answer is of the type ${node.kind}.`)
  }
}

/** An attribute that is required, or that stays the same for life, is never null. */
const fieldOf = (
  name: string,
  { type, role, stable, once }: Attribute,
  identity: readonly string[],
) => {
  const isComputed = role === 'computed'
  const field: Field = {
    type: typeOf(type),
    computed: isComputed,
    nullable: role !== 'required' && !stable,
    once: once ?? false,
    identifies: identity.includes(name),
  }
  return [name, field] as const
}

/**
 * What answers hold for the attributes of an object, from their declaration. The `id` is left to the
 * collection; write-only attributes are in no answer.
 *
 * @param identity the attributes that name the object, besides `id`
 * @param different fields whose answers are not what the declaration says
 */
export const fieldsOf = (
  schema: Schema,
  identity: readonly string[] = [],
  different: Fields = {},
): Fields => {
  const declared = Object.entries(schema)
    .filter(([name, { role }]) => name !== 'id' && role !== 'writeOnly')
    .map(([name, attribute]) => fieldOf(name, attribute, identity))
  return { ...Object.fromEntries(declared), ...different }
}
