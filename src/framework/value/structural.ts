import type { TypeNode } from '../schema/schema.ts'

type Nested = Extract<TypeNode, { kind: 'nested' }>

/** A type without nested attributes: they are collections of objects by another name. */
export type Structural = Exclude<TypeNode, Nested>

export type CollectionNode = Extract<TypeNode, { kind: 'list' | 'set' | 'map' }>
export type ObjectNode = Extract<TypeNode, { kind: 'object' }>

/** The outermost level of a type in terms of collections and objects. */
export const structural = (type: TypeNode): Structural =>
  type.kind === 'nested' ? expand(type) : type

const expand = ({ nesting, attributes }: Nested): Structural => {
  const types = Object.entries(attributes).map(([name, { type }]) => [name, type] as const)
  const object: ObjectNode = { kind: 'object', of: Object.fromEntries(types) }
  return nesting === 'single' ? object : { kind: nesting, of: object }
}

/** The type of one part of a value: of an element, an entry or an attribute. */
export const partOf = (node: TypeNode, part: string | number): TypeNode => {
  const type = structural(node)
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return type.of
    case 'tuple':
      return type.of[Number(part)] ?? OTHER
    case 'object':
      return (Object.hasOwn(type.of, part) ? type.of[part] : undefined) ?? OTHER
    default:
      return OTHER
  }
}

// For a value that does not fit its type: the codec is the judge of that.
const OTHER: TypeNode = { kind: 'dynamic' }
