/**
 * What the `.proto` files say, flat: the wire does not carry the names of types, so that a nested
 * `Schema.Block` may stand here as `SchemaBlock`. The shapes of types are protobuf.js's own.
 */
export interface Descriptor {
  readonly methods: Readonly<Record<string, MethodDescriptor>>
  readonly types: Types
}

export type Types = Readonly<Record<string, TypeDescriptor>>

export interface MethodDescriptor {
  /** `/tfplugin6.Provider/ReadResource` */
  readonly path: string
  readonly request: string
  readonly response: string
  readonly requestStream?: boolean
  readonly responseStream?: boolean
}

export type TypeDescriptor = MessageDescriptor | EnumDescriptor

export interface MessageDescriptor {
  readonly fields: Readonly<Record<string, FieldDescriptor>>
  readonly oneofs?: Readonly<Record<string, { readonly oneof: string[] }>>
}

export interface EnumDescriptor {
  readonly values: Readonly<Record<string, number>>
}

export interface FieldDescriptor {
  /** A scalar's name or that of another type. */
  readonly type: string
  readonly id: number
  /** `repeated` or absent. */
  readonly rule?: string
  /** Of a map. */
  readonly keyType?: string
  readonly options?: { readonly proto3_optional: boolean }
}
