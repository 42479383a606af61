import {
  type Attribute,
  isComputed,
  isConfigurable,
  type Schema,
  type TypeNode,
} from '../framework/index.ts'
import { nestedSchema } from './nested-schema.ts'
import { elementName, propertyName } from './pulumi-name.ts'

/** A type in a Pulumi package schema. */
export type PulumiType =
  | { readonly type: 'string' | 'boolean' | 'number' }
  | { readonly type: 'array'; readonly items: PulumiType }
  | { readonly type: 'object'; readonly additionalProperties: PulumiType }
  | { readonly $ref: string }

export type Property = PulumiType & {
  readonly description?: string
  readonly secret?: true
  readonly deprecationMessage?: string
}

export type Properties = Readonly<Record<string, Property>>

/** An object type, by whose token others refer to it. */
export interface ObjectType {
  readonly type: 'object'
  readonly properties: Properties
  readonly required?: readonly string[]
  readonly language?: {
    readonly nodejs: {
      readonly requiredInputs?: readonly string[]
      readonly requiredOutputs?: readonly string[]
    }
  }
}

/** Raised for a type of which it is not known what the bridge makes. */
export class UnbridgedTypeError extends Error {
  readonly kind: string
  constructor(kind: string) {
    super(`What the bridge makes of a ${kind} is not known here.`)
    this.name = 'UnbridgedTypeError'
    this.kind = kind
  }
}

/** Where a schema is: the name that its object types begin with. */
export interface Scope {
  readonly schema: Schema
  /** `ScimConfigToken`, `getScimConfigTokens`. */
  readonly base: string
  readonly package: string
}

/** `dbtcloud:index/X:X`, the token of a type. */
export const typeToken = (scope: Pick<Scope, 'package'>, name: string): string =>
  `${scope.package}:index/${name}:${name}`

/** The members of a scope that a choice takes, as properties by their Pulumi names. */
export const properties = (
  scope: Scope,
  takes: (attribute: Attribute) => boolean = () => true,
): Properties =>
  Object.fromEntries(
    Object.entries(scope.schema)
      .filter(([, attribute]) => takes(attribute))
      .map(([name, attribute]) => [
        nameIn(scope, name, attribute),
        property(scope, name, attribute),
      ]),
  )

/** The Pulumi names of the members that a choice takes, sorted. */
export const namesOf = (
  scope: Scope,
  takes: (attribute: Attribute) => boolean,
): readonly string[] =>
  Object.entries(scope.schema)
    .filter(([, attribute]) => takes(attribute))
    .map(([name, attribute]) => nameIn(scope, name, attribute))
    .sort()

/** Never null in an output. */
export const isAlwaysTold = (attribute: Attribute): boolean =>
  attribute.role === 'required' || isComputed(attribute)

export const isRequired = ({ role }: Attribute): boolean => role === 'required'

const nameIn = ({ schema }: Scope, name: string, { type }: Attribute): string =>
  propertyName(name, type, schema)

const property = (scope: Scope, name: string, attribute: Attribute): Property => {
  const { type, description, sensitive, role, deprecated } = attribute
  return {
    ...pulumiType(type, typeToken(scope, scope.base + elementName(name, type))),
    ...(description === '' ? {} : { description }),
    // The protocol's write-only has no counterpart: the bridge makes it a secret.
    ...(sensitive || role === 'writeOnly' ? { secret: true } : {}),
    // The bridge is told that, not why.
    ...(deprecated === undefined ? {} : { deprecationMessage: 'Deprecated' }),
  }
}

const pulumiType = (type: TypeNode, token: string): PulumiType => {
  switch (type.kind) {
    case 'string':
      return { type: 'string' }
    case 'bool':
      return { type: 'boolean' }
    // The protocol knows one kind of number.
    case 'int64':
    case 'number':
      return { type: 'number' }
    case 'dynamic':
      return { $ref: 'pulumi.json#/Any' }
    case 'list':
    case 'set':
      return { type: 'array', items: pulumiType(type.of, token) }
    case 'map':
      return { type: 'object', additionalProperties: pulumiType(type.of, token) }
    case 'object':
      return reference(token)
    case 'nested':
      return nestedType(type.nesting, reference(token))
    case 'tuple':
      throw new UnbridgedTypeError('tuple')
  }
}

const reference = (token: string): PulumiType => ({ $ref: `#/types/${token}` })

type Nesting = Extract<TypeNode, { kind: 'nested' }>['nesting']

const nestedType = (nesting: Nesting, element: PulumiType): PulumiType => {
  if (nesting === 'single') return element
  return nesting === 'map'
    ? { type: 'object', additionalProperties: element }
    : { type: 'array', items: element }
}

/** The object types of a scope and of what it holds, by token. */
export const objectTypes = (
  scope: Scope,
  isInput = true,
): readonly (readonly [token: string, type: ObjectType])[] =>
  Object.entries(scope.schema).flatMap(([name, attribute]) => {
    const nested = nestedSchema(attribute.type)
    if (nested === undefined) return []
    const base = scope.base + elementName(name, attribute.type)
    const inner = { ...scope, base, schema: nested.schema }
    const isSet = isInput && isConfigurable(attribute)
    return [
      [typeToken(scope, base), objectType(inner, isSet)] as const,
      ...objectTypes(inner, isSet),
    ]
  })

const objectType = (scope: Scope, isInput: boolean): ObjectType => {
  const told = namesOf(scope, isInput ? isAlwaysTold : () => true)
  const set = isInput ? namesOf(scope, isRequired) : []
  const required = isInput ? set : told
  return {
    type: 'object',
    properties: properties(scope),
    ...(required.length > 0 && { required }),
    ...(told.length > set.length && {
      language: { nodejs: isInput ? { requiredOutputs: told } : { requiredInputs: [] } },
    }),
  }
}
