import type { Schema, TypeNode } from '../schema/schema.ts'

const loosened = new WeakMap<Schema, Schema>()

/**
 * The schema with a number of any kind where it has an integer: `1.5` can then be refused with the
 * attribute's own words, which know whether it may be shown.
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
