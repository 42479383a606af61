import type { TypeNode } from '../framework/index.ts'

/** A type in Terraform's words: `List of String`. */
export const typeLabel = (type: TypeNode): string => {
  switch (type.kind) {
    case 'string':
      return 'String'
    case 'bool':
      return 'Boolean'
    case 'int64':
    case 'number':
      return 'Number'
    case 'dynamic':
      return 'Dynamic'
    case 'list':
    case 'set':
    case 'map':
      return `${words[type.kind]} of ${typeLabel(type.of)}`
    case 'tuple':
      return `Tuple of ${type.of.map(typeLabel).join(', ')}`
    case 'object':
      return 'Object'
    case 'nested':
      return type.nesting === 'single' ? 'Attributes' : `Attributes ${words[type.nesting]}`
  }
}

const words = { list: 'List', set: 'Set', map: 'Map' }
