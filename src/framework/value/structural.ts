import type { TypeNode } from '../schema/schema.ts'

type Nested = Extract<TypeNode, { kind: 'nested' }>

/** A type with nested attributes as collections of objects. */
export type Structural = Exclude<TypeNode, Nested>

export type CollectionNode = Extract<TypeNode, { kind: 'list' | 'set' | 'map' }>
export type ObjectNode = Extract<TypeNode, { kind: 'object' }>

/** The outermost level of a type as a collection or an object. */
export const structural = (type: TypeNode): Structural =>
  type.kind === 'nested' ? expand(type) : type

// Types are declared once and used for every value, so each is expanded once.
const expanded = new WeakMap<Nested, Structural>()

const expand = (type: Nested): Structural => {
  const known = expanded.get(type)
  if (known !== undefined) return known
  const types = Object.entries(type.attributes).map(([name, inner]) => [name, inner.type] as const)
  const object: ObjectNode = { kind: 'object', of: Object.fromEntries(types) }
  const made: Structural = type.nesting === 'single' ? object : { kind: type.nesting, of: object }
  expanded.set(type, made)
  return made
}

/** The type of one part of a value: an element, an entry, or an attribute. */
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

// For a value that does not match its type. The codec reports it.
const OTHER: TypeNode = { kind: 'dynamic' }
