import protobuf from 'protobufjs'
import type { Descriptor, TypeDescriptor } from '../src/framework/rpc/descriptor.ts'

/** Two types of different shape that would have one name. */
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
  const root = new protobuf.Root().loadSync([...files], { keepCase: true })
  root.resolveAll()
  const objects = [...walk(root)]
  return {
    methods: Object.fromEntries(objects.flatMap(methodsOf)),
    types: objects.filter(isType).reduce(addType, {}),
  }
}

function* walk(namespace: protobuf.NamespaceBase): Generator<protobuf.ReflectionObject> {
  for (const object of namespace.nestedArray) {
    yield object
    if (object instanceof protobuf.Namespace) yield* walk(object)
  }
}

const isType = (object: protobuf.ReflectionObject) =>
  object instanceof protobuf.Enum || (object instanceof protobuf.Type && !isFolder(object))

/** A message that only holds the messages of a call. */
const isFolder = (type: protobuf.Type) =>
  type.fieldsArray.length === 0 && type.nestedArray.length > 0

const methodsOf = (object: protobuf.ReflectionObject) =>
  object instanceof protobuf.Service
    ? object.methodsArray.map((method) => [method.name, describeMethod(method)] as const)
    : []

const describeMethod = (method: protobuf.Method) => ({
  path: `/${nameWithin(method.parent)}/${method.name}`,
  request: flatName(method.resolvedRequestType),
  response: flatName(method.resolvedResponseType),
  ...(method.requestStream && { requestStream: true }),
  ...(method.responseStream && { responseStream: true }),
})

const nameWithin = (object: protobuf.ReflectionObject | null) => object?.fullName.slice(1) ?? ''

/** `Schema.Block` of any package is `SchemaBlock`. */
const flatName = (object: protobuf.ReflectionObject | null): string =>
  object instanceof protobuf.Type || object instanceof protobuf.Enum
    ? flatName(object.parent) + object.name
    : ''

const addType = (types: Record<string, TypeDescriptor>, object: protobuf.ReflectionObject) => {
  const name = flatName(object)
  const type = object instanceof protobuf.Type ? describeMessage(object) : describeEnum(object)
  if (types[name] && JSON.stringify(types[name]) !== JSON.stringify(type)) {
    throw new NameClash(object.fullName)
  }
  return { ...types, [name]: type }
}

const describeEnum = (object: protobuf.ReflectionObject): TypeDescriptor => ({
  values: object instanceof protobuf.Enum ? { ...object.values } : {},
})

const describeMessage = (type: protobuf.Type): TypeDescriptor => ({
  fields: Object.fromEntries(type.fieldsArray.map((field) => [field.name, describeField(field)])),
  ...(type.oneofsArray.length > 0 && {
    oneofs: Object.fromEntries(type.oneofsArray.map(({ name, oneof }) => [name, { oneof }])),
  }),
})

const describeField = (field: protobuf.Field) => ({
  type: field.resolvedType ? flatName(field.resolvedType) : field.type,
  id: field.id,
  ...(field instanceof protobuf.MapField && { keyType: field.keyType }),
  ...(field.repeated && { rule: 'repeated' }),
  ...(field.getOption('proto3_optional') && { options: { proto3_optional: true } }),
})
