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

/** An object type. Others refer to it by its token. */
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

/** Raised for a type whose translation by the bridge is unknown. */
export class UnbridgedTypeError extends Error {
  readonly kind: string
  constructor(kind: string) {
    super(`What the bridge makes of a ${kind} is not known here.`)
    this.name = 'UnbridgedTypeError'
    this.kind = kind
  }
}

/** The location of a schema, which is the prefix of its object types. */
export interface Scope {
  readonly schema: Schema
  /** `ScimConfigToken`, `getScimConfigTokens`. */
  readonly base: string
  readonly package: string
}

/** `dbtcloud:index/X:X`, the token of a type. */
export const typeToken = (scope: Pick<Scope, 'package'>, name: string): string =>
  `${scope.package}:index/${name}:${name}`

/** The members of a scope that match the filter, as properties by their Pulumi names. */
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

/** The sorted Pulumi names of the members that match the filter. */
export const namesOf = (
  scope: Scope,
  takes: (attribute: Attribute) => boolean,
): readonly string[] =>
  Object.entries(scope.schema)
    .filter(([, attribute]) => takes(attribute))
    .map(([name, attribute]) => nameIn(scope, name, attribute))
    .sort()

/** Never null in an output. */
export const isAlwaysReturned = (attribute: Attribute): boolean =>
  attribute.role === 'required' || isComputed(attribute)

export const isRequired = ({ role }: Attribute): boolean => role === 'required'

const nameIn = ({ schema }: Scope, name: string, { type }: Attribute): string =>
  propertyName(name, type, schema)

const property = (scope: Scope, name: string, attribute: Attribute): Property => {
  const { type, description, sensitive, role, deprecated } = attribute
  return {
    ...pulumiType(type, typeToken(scope, scope.base + elementName(name, type))),
    ...(description === '' ? {} : { description }),
    // Pulumi has no write-only properties, so the bridge makes it a secret.
    ...(sensitive || role === 'writeOnly' ? { secret: true } : {}),
    // The protocol has a flag for deprecation, but no message.
    ...(deprecated === undefined ? {} : { deprecationMessage: 'Deprecated' }),
  }
}

const pulumiType = (type: TypeNode, token: string): PulumiType => {
  switch (type.kind) {
    case 'string':
      return { type: 'string' }
    case 'bool':
      return { type: 'boolean' }
    // The protocol has one number type.
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

/** The object types of a scope and its nested scopes, by token. */
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
  const returned = namesOf(scope, isInput ? isAlwaysReturned : () => true)
  const set = isInput ? namesOf(scope, isRequired) : []
  const required = isInput ? set : returned
  return {
    type: 'object',
    properties: properties(scope),
    ...(required.length > 0 && { required }),
    ...(returned.length > set.length && {
      language: { nodejs: isInput ? { requiredOutputs: returned } : { requiredInputs: [] } },
    }),
  }
}
