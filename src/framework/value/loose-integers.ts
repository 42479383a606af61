import type { Schema, TypeNode } from '../schema/schema.ts'

const loosened = new WeakMap<Schema, Schema>()

/**
 * The schema with any number in place of integers. The rule of the attribute can then reject `1.5` with its own
 * message, which shows the value unless it is sensitive.
 */
export const looseIntegers = (schema: Schema): Schema => {
  const known = loosened.get(schema)
  if (known !== undefined) return known
  const loose: Schema = Object.fromEntries(
    Object.entries(schema).map(([name, attribute]) => [
      name,
      { ...attribute, type: looseType(attribute.type) },
    ]),
  )
  loosened.set(schema, loose)
  return loose
}

const looseType = (type: TypeNode): TypeNode => {
  switch (type.kind) {
    case 'int64':
      return { kind: 'number' }
    case 'list':
    case 'set':
    case 'map':
      return { ...type, of: looseType(type.of) }
    case 'object':
      return {
        ...type,
        of: Object.fromEntries(Object.entries(type.of).map(([name, of]) => [name, looseType(of)])),
      }
    case 'nested':
      return { ...type, attributes: looseIntegers(type.attributes) }
    default:
      return type
  }
}
