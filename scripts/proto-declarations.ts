import { loadSync, type MessageTypeDefinition, type PackageDefinition } from '@grpc/proto-loader'

/** What a `.proto` file declares, in the words of google/protobuf/descriptor.proto. */
export type Declaration = MessageDeclaration | EnumDeclaration | ServiceDeclaration

export interface MessageDeclaration {
  readonly name: string
  readonly field: readonly FieldDeclaration[]
  readonly oneofDecl: readonly { readonly name: string }[]
  readonly nestedType: readonly MessageDeclaration[]
  readonly enumType: readonly EnumDeclaration[]
  readonly options?: { readonly mapEntry?: boolean }
}

export interface FieldDeclaration {
  readonly name: string
  readonly number: number
  /** `LABEL_REPEATED` also of a map, whose type is that of its entries. */
  readonly label: string
  /** `TYPE_INT64`, `TYPE_MESSAGE` */
  readonly type: string
  /** Of a message or an enum, as it is called from within the field's message. */
  readonly typeName?: string
  readonly oneofIndex?: number
  readonly options?: { readonly deprecated?: boolean }
}

export interface EnumDeclaration {
  readonly name: string
  readonly value: readonly { readonly name: string; readonly number: number }[]
}

export interface ServiceDeclaration {
  readonly name: string
  readonly method: readonly MethodDeclaration[]
}

export interface MethodDeclaration {
  readonly name: string
  /** `.tfplugin6.ReadResource.Request` */
  readonly inputType: string
  readonly outputType: string
  readonly clientStreaming?: boolean
  readonly serverStreaming?: boolean
}

interface FileDeclaration {
  readonly package?: string
  readonly messageType: readonly MessageDeclaration[]
  readonly enumType: readonly EnumDeclaration[]
  readonly service: readonly ServiceDeclaration[]
}

const OPTIONS = {
  keepCase: true,
  longs: String,
  enums: String,
  defaults: false,
  arrays: true,
  oneofs: true,
}

/**
 * What `.proto` files and their imports declare outside of messages, by full name (`.tfplugin6.Schema`)
 * and in their order.
 */
export const declarations = (files: readonly string[]): ReadonlyMap<string, Declaration> => {
  const definitions = loadSync([...files], OPTIONS)
  const declared = new Map(filesOf(definitions).flatMap(declaredIn))
  const names = Object.keys(definitions).map((name) => `.${name}`)
  return new Map(names.flatMap((name) => entryAt(declared, name)))
}

const entryAt = <T>(map: ReadonlyMap<string, T>, key: string): (readonly [string, T])[] => {
  const value = map.get(key)
  return value === undefined ? [] : [[key, value]]
}

/**
 * Each definition of a type holds all files. Not its own `type`, which says of a field that is in no
 * oneof that it is in the first.
 */
const filesOf = (definitions: PackageDefinition): FileDeclaration[] => {
  const [files = []] = Object.values(definitions)
    .map(({ fileDescriptorProtos }) => fileDescriptorProtos)
    .filter((held) => Array.isArray(held))
  return files.map((bytes) => fileType.deserialize(bytes))
}

// `as`: what descriptor.proto says of this message, as far as it is used here.
const fileType = loadSync('google/protobuf/descriptor.proto', OPTIONS)[
  'google.protobuf.FileDescriptorProto'
] as MessageTypeDefinition<object, FileDeclaration>

const declaredIn = (file: FileDeclaration) => {
  const scope = file.package ? `.${file.package}` : ''
  return [...file.messageType, ...file.enumType, ...file.service].map(
    (declaration) => [`${scope}.${declaration.name}`, declaration] as const,
  )
}

/** The key and the value of a map's entries. Of another field nothing. */
export const entryFields = (
  message: MessageDeclaration,
  { typeName }: FieldDeclaration,
): readonly FieldDeclaration[] =>
  message.nestedType.find(({ name, options }) => options?.mapEntry && name === typeName)?.field ??
  []

/** The name of the oneof that the field is in. */
export const oneofOf = (
  { oneofDecl }: MessageDeclaration,
  { oneofIndex }: FieldDeclaration,
): string | undefined => (oneofIndex === undefined ? undefined : oneofDecl[oneofIndex]?.name)

/** An `optional` field is alone in a oneof that is made for it. */
export const isOptional = (message: MessageDeclaration, field: FieldDeclaration): boolean =>
  oneofOf(message, field) === `_${field.name}`

/** `TYPE_INT64` is `int64`; a message or an enum has the name that the field calls it by. */
export const typeOf = ({ type, typeName }: FieldDeclaration): string =>
  typeName ?? type.slice('TYPE_'.length).toLowerCase()
