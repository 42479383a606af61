import type { Attribute, Schema, TypeNode } from '../framework/index.ts'

/** What a type holds that has attributes of its own. */
export interface NestedSchema {
  /** How the registry begins the anchor of its section. */
  readonly anchor: 'nestedatt' | 'nestedobjatt'
  readonly schema: Schema
}

/** The attributes within a type, through lists, sets and maps. */
export const nestedSchema = (type: TypeNode): NestedSchema | undefined => {
  switch (type.kind) {
    case 'nested':
      return { anchor: 'nestedatt', schema: type.attributes }
    case 'object':
      return { anchor: 'nestedobjatt', schema: asSchema(type) }
    case 'list':
    case 'set':
    case 'map': {
      const inner = nestedSchema(type.of)
      return inner && { ...inner, anchor: 'nestedobjatt' }
    }
    case 'string':
    case 'bool':
    case 'int64':
    case 'number':
    case 'dynamic':
    case 'tuple':
      return undefined
  }
}

type ObjectNode = Extract<TypeNode, { kind: 'object' }>

const asSchema = ({ of, optional = [] }: ObjectNode): Schema =>
  Object.fromEntries(
    Object.entries(of).map(([name, type]): [string, Attribute] => {
      const role = optional.includes(name) ? 'optional' : 'required'
      return [name, { role, type, description: '' }]
    }),
  )
