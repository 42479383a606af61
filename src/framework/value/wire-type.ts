import type { Schema, TypeNode } from '../schema/schema.ts'
import { structural } from './structural.ts'
import { into, refuse, root, type Trail } from './trail.ts'
import { buildObject, sortedEntries } from './value.ts'

/** A type in cty's JSON form (go-cty, cty/json.go). Optional attributes are read but not sent. */
export type WireType =
  | 'string'
  | 'bool'
  | 'number'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', WireType]
  | readonly ['tuple', readonly WireType[]]
  | readonly ['object', Readonly<Record<string, WireType>>]

const schemaTypes = new WeakMap<Schema, TypeNode>()

/** The type of a whole schema. Always the same node, so that it is expanded once. */
export const schemaType = (attributes: Schema): TypeNode => {
  const known = schemaTypes.get(attributes)
  if (known !== undefined) return known
  const type: TypeNode = { kind: 'nested', nesting: 'single', attributes }
  schemaTypes.set(attributes, type)
  return type
}

/** The type in the protocol's form, with sorted attribute names. */
export const wireType = (node: TypeNode): WireType => {
  const type = structural(node)
  switch (type.kind) {
    case 'string':
    case 'bool':
    case 'number':
    case 'dynamic':
      return type.kind
    case 'int64':
      return 'number'
    case 'list':
    case 'set':
    case 'map':
      return [type.kind, wireType(type.of)]
    case 'tuple':
      return ['tuple', type.of.map(wireType)]
    case 'object':
      return ['object', attributesOf(type.of)]
  }
}

const attributesOf = (types: Readonly<Record<string, TypeNode>>) =>
  buildObject(sortedEntries(types).map(([name, type]) => [name, wireType(type)] as const))

/**
 * Reads a type from its JSON.
 *
 * @throws CodecError for anything that is not a type
 */
export const parseWireType = (json: unknown): TypeNode => parse(json, root)

const parse = (json: unknown, at: Trail): TypeNode => {
  switch (json) {
    case 'string':
    case 'bool':
    case 'number':
    case 'dynamic':
      return { kind: json }
    default:
      return Array.isArray(json) ? parseCompound(json, into(at, undefined)) : refuseType(json)
  }
}

const refuseType = (found: unknown): never => refuse(root, 'a type', found)

const parseCompound = (parts: readonly unknown[], at: Trail): TypeNode => {
  const [kind, of, optional] = parts
  if (parts.length !== 2 && !(kind === 'object' && parts.length === 3)) return refuseType(parts)
  switch (kind) {
    case 'list':
    case 'set':
    case 'map':
      return { kind, of: parse(of, at) }
    case 'tuple':
      return { kind, of: parseTuple(of, at) }
    case 'object':
      return { kind, of: parseAttributes(of, at), ...parseOptional(optional) }
    default:
      return refuseType(kind)
  }
}

const parseTuple = (of: unknown, at: Trail): readonly TypeNode[] =>
  Array.isArray(of) ? of.map((element) => parse(element, at)) : refuseType(of)

const parseAttributes = (of: unknown, at: Trail): Readonly<Record<string, TypeNode>> =>
  typeof of === 'object' && of !== null && !Array.isArray(of)
    ? buildObject(
        Object.entries(of).map(([name, type]) => [name.normalize('NFC'), parse(type, at)] as const),
      )
    : refuseType(of)

const parseOptional = (names: unknown): { optional?: readonly string[] } => {
  if (names === undefined) return {}
  if (!Array.isArray(names)) return refuseType(names)
  return { optional: names.map((name) => (typeof name === 'string' ? name : refuseType(name))) }
}
