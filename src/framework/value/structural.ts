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
