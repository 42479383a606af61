import type {
  Descriptor,
  FieldDescriptor,
  MethodDescriptor,
  TypeDescriptor,
} from '../src/framework/rpc/descriptor.ts'
import {
  type Declaration,
  declarations,
  type EnumDeclaration,
  entryFields,
  type FieldDeclaration,
  isOptional,
  type MessageDeclaration,
  type MethodDeclaration,
  oneofOf,
  typeOf,
} from './proto-declarations.ts'

/** Thrown for two different types with the same flat name. */
export class NameClash extends Error {
  override readonly name = 'NameClash'
  readonly fullName: string

  constructor(fullName: string) {
    super(`${fullName} has the flat name of another type`)
    this.fullName = fullName
  }
}

/** Reads `.proto` files, their imports from protobuf's own included. */
export const describe = (files: readonly string[]): Descriptor => {
  const declared = [...declarations(files)]
  const types = new Map(declared.flatMap(([name, item]) => [...typesOf(name, '', item)]))
  return {
    methods: Object.fromEntries(declared.flatMap(([name, item]) => methodsOf(types, name, item))),
    types: describeTypes(types),
  }
}

interface Type {
  /** `Schema.Block` of any package is `SchemaBlock`. */
  readonly flatName: string
  readonly declaration: MessageDeclaration | EnumDeclaration
}

/** By full name: `.tfplugin6.Schema.Block`. */
type Types = ReadonlyMap<string, Type>

/** The type and those within it. */
function* typesOf(
  fullName: string,
  outerName: string,
  declaration: Declaration,
): Generator<readonly [fullName: string, Type]> {
  if ('method' in declaration || isEntry(declaration)) return
  const flatName = outerName + declaration.name
  yield [fullName, { flatName, declaration }]
  for (const inner of typesWithin(declaration)) {
    yield* typesOf(`${fullName}.${inner.name}`, flatName, inner)
  }
}

const typesWithin = (type: Type['declaration']) =>
  'field' in type ? [...type.nestedType, ...type.enumType] : []

/** True of the entry type of a map: the field of the map has its key and value types. */
const isEntry = (type: Type['declaration']) => 'field' in type && type.options?.mapEntry === true

/** A message that only holds the messages of a call. */
const isFolder = (type: Type['declaration']) =>
  'field' in type && type.field.length === 0 && typesWithin(type).length > 0

/** Of the nearest type that is called `name` within `scope`. A scalar is called as it is. */
const flatNameOf = (types: Types, scope: string, name: string): string => {
  const found = types.get(`${scope}.${name}`)
  if (found || scope === '') return found?.flatName ?? name
  return flatNameOf(types, scope.slice(0, scope.lastIndexOf('.')), name)
}

const methodsOf = (types: Types, service: string, declaration: Declaration) =>
  'method' in declaration
    ? declaration.method.map(
        (method) => [method.name, describeMethod(types, service, method)] as const,
      )
    : []

const describeMethod = (
  types: Types,
  service: string,
  { name, inputType, outputType, clientStreaming, serverStreaming }: MethodDeclaration,
): MethodDescriptor => ({
  path: `/${service.slice(1)}/${name}`,
  request: flatNameOf(types, '', inputType.slice(1)),
  response: flatNameOf(types, '', outputType.slice(1)),
  ...(clientStreaming && { requestStream: true }),
  ...(serverStreaming && { responseStream: true }),
})

const describeTypes = (types: Types): Descriptor['types'] => {
  const described: Record<string, TypeDescriptor> = {}
  for (const [fullName, { flatName, declaration }] of types) {
    if (isFolder(declaration)) continue
    const type = describeType(types, fullName, declaration)
    if (described[flatName] && JSON.stringify(described[flatName]) !== JSON.stringify(type)) {
      throw new NameClash(fullName)
    }
    described[flatName] = type
  }
  return described
}

const describeType = (types: Types, fullName: string, type: Type['declaration']): TypeDescriptor =>
  'field' in type
    ? {
        fields: Object.fromEntries(
          type.field.map((field) => [field.name, describeField({ types, fullName, type }, field)]),
        ),
        ...(type.oneofDecl.length > 0 && { oneofs: describeOneofs(type) }),
      }
    : { values: Object.fromEntries(type.value.map(({ name, number }) => [name, number])) }

const describeOneofs = (message: MessageDeclaration) =>
  Object.fromEntries(
    message.oneofDecl.map(({ name }) => {
      const fields = message.field.filter((field) => oneofOf(message, field) === name)
      return [name, { oneof: fields.map((field) => field.name) }]
    }),
  )

interface Place {
  readonly types: Types
  readonly fullName: string
  readonly type: MessageDeclaration
}

const describeField = ({ types, fullName, type }: Place, field: FieldDeclaration) => {
  const [key, value] = entryFields(type, field)
  const isRepeated = !key && field.label === 'LABEL_REPEATED'
  return {
    type: flatNameOf(types, fullName, typeOf(value ?? field)),
    id: field.number,
    ...(key && { keyType: typeOf(key) }),
    ...(isRepeated && { rule: 'repeated' }),
    ...(isOptional(type, field) && { options: { proto3_optional: true } }),
  } satisfies FieldDescriptor
}
