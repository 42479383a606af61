import type { Attribute, Schema, TypeNode } from '../framework/index.ts'

/** The attributes within a type. */
export interface NestedSchema {
  /** An object's attributes are parts of its type, without roles and descriptions of their own. */
  readonly kind: 'nested' | 'object'
  readonly schema: Schema
}

/** The attributes within a type, through lists, sets and maps. */
export const nestedSchema = (type: TypeNode): NestedSchema | undefined => {
  switch (type.kind) {
    case 'nested':
      return { kind: 'nested', schema: type.attributes }
    case 'object':
      return { kind: 'object', schema: asSchema(type) }
    case 'list':
    case 'set':
    case 'map':
      return nestedSchema(type.of)
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
