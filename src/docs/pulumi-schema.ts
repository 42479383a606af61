import {
  type AnyDataSource,
  type AnyProvider,
  type AnyResource,
  isConfigurable,
  type Schema,
} from '../framework/index.ts'
import { pulumiId } from './pulumi-id.ts'
import { camelCase, pascalCase } from './pulumi-name.ts'
import {
  isAlwaysReturned,
  isRequired,
  namesOf,
  type ObjectType,
  objectTypes,
  type Properties,
  properties,
  type Scope,
} from './pulumi-type.ts'

interface ObjectShape {
  readonly type: 'object'
  readonly description: string
  readonly properties: Properties
  readonly required?: readonly string[]
}

export interface ResourceSchema {
  readonly properties: Properties
  readonly required: readonly string[]
  readonly inputProperties: Properties
  readonly requiredInputs?: readonly string[]
  readonly stateInputs: ObjectShape
}

export interface FunctionSchema {
  readonly inputs?: ObjectShape
  readonly outputs: ObjectShape
}

/** A Pulumi package schema, without the parts that only texts and SDKs need. */
export interface PackageSchema {
  readonly name: string
  readonly config: { readonly variables: Properties }
  readonly provider: Pick<ResourceSchema, 'properties' | 'inputProperties'>
  readonly types: Readonly<Record<string, ObjectType>>
  readonly resources: Readonly<Record<string, ResourceSchema>>
  readonly functions: Readonly<Record<string, FunctionSchema>>
}

/**
 * The schema that Pulumi's dynamic bridge derives from a provider's (`pulumi package add
 * terraform-provider`), by its rules for names, secrets, auto-naming, and IDs.
 *
 * @throws UnbridgedTypeError
 */
export const pulumiSchema = (provider: AnyProvider): PackageSchema => {
  const { name, resources, dataSources, schema } = provider
  const settings: Scope = { package: name, base: 'Provider', schema }
  const scopes = [
    settings,
    ...resources.map((resource) => resourceScope(name, resource)),
    ...dataSources.map((source) => functionScope(name, source)),
  ]
  return {
    name,
    config: { variables: properties(settings) },
    provider: { properties: properties(settings), inputProperties: properties(settings) },
    types: Object.fromEntries(scopes.flatMap((scope) => objectTypes(scope))),
    resources: Object.fromEntries(
      resources.map((resource) => [
        resourceToken(name, resource.type),
        resourceSchema(resourceScope(name, resource)),
      ]),
    ),
    functions: Object.fromEntries(
      dataSources.map((source) => [
        functionToken(name, source.type),
        functionSchema(functionScope(name, source)),
      ]),
    ),
  }
}

/** `dbtcloud:index/scimConfigToken:ScimConfigToken` */
export const resourceToken = (name: string, type: string): string =>
  `${name}:index/${camelCase(type)}:${pascalCase(type)}`

/** `dbtcloud:index/getScimConfig:getScimConfig` */
export const functionToken = (name: string, type: string): string =>
  `${name}:index/get${pascalCase(type)}:get${pascalCase(type)}`

const resourceScope = (name: string, { type, schema }: AnyResource): Scope => ({
  package: name,
  base: pascalCase(type),
  schema: withId(name, { type, schema }),
})

const functionScope = (name: string, { type, schema }: AnyDataSource): Scope => ({
  package: name,
  base: `get${pascalCase(type)}`,
  schema,
})

/** The schema with the ID under the name that the bridge uses. */
const withId = (name: string, { type, schema }: Pick<AnyResource, 'type' | 'schema'>): Schema => {
  const { id, ...others }: Schema = schema
  const verdict = pulumiId({ type, schema, package: name })
  if (id === undefined || verdict.kind === 'own' || verdict.property === undefined) return others
  return { ...others, [verdict.property]: id }
}

const resourceSchema = (scope: Scope): ResourceSchema => {
  const inputs = namesOf(scope, isRequired).filter((input) => !isAutonamed(scope, input))
  return {
    properties: properties(scope),
    required: namesOf(scope, isAlwaysReturned),
    inputProperties: properties(scope, isConfigurable),
    ...(inputs.length > 0 && { requiredInputs: inputs }),
    stateInputs: {
      type: 'object',
      description: `Input properties used for looking up and filtering ${scope.base} resources.\n`,
      properties: properties(scope),
    },
  }
}

// An omitted `name` is generated from the resource's name and seven hex digits (SetAutonaming).
const isAutonamed = ({ schema }: Scope, input: string): boolean =>
  input === 'name' && schema['name']?.type.kind === 'string'

const functionSchema = (scope: Scope): FunctionSchema => {
  const inputs = properties(scope, isConfigurable)
  const shape = (what: string, props: Properties, required: readonly string[]): ObjectShape => ({
    type: 'object',
    description: `A collection of ${what} ${scope.base}.\n`,
    properties: props,
    ...(required.length > 0 && { required }),
  })
  return {
    ...(Object.keys(inputs).length > 0 && {
      inputs: shape('arguments for invoking', inputs, namesOf(scope, isRequired)),
    }),
    outputs: shape('values returned by', properties(scope), namesOf(scope, isAlwaysReturned)),
  }
}
