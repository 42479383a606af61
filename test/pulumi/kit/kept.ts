import { type PulumiId, pulumiId } from '../../../src/docs/pulumi-id.ts'
import { propertyName } from '../../../src/docs/pulumi-name.ts'
import { isConfigurable } from '../../../src/framework/schema/attribute.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import { encodeJson } from '../../../src/framework/value/json.ts'
import type { ObjectValue } from '../../../src/framework/value/value.ts'
import { schemaType } from '../../../src/framework/value/wire-type.ts'
import type { ConfigInput } from '../../core/config.ts'
import { plainObject } from '../../core/resource.ts'

/** One resource type of a provider. */
export interface Type {
  /** `dbtcloud_scim_config_token` */
  readonly type: string
  readonly schema: Schema
  readonly version: number
}

/** What a stack keeps of a resource. */
export interface Kept {
  /** Pulumi's own `id`. */
  readonly id: string
  /** By their Pulumi names. */
  readonly outputs: Outputs
  /** The inputs that a program could have, by Terraform's names. */
  readonly inputs: ConfigInput
  /** Terraform's state, as JSON. */
  readonly raw: string
  /** The content of `__meta`. */
  readonly meta: { readonly version: number; readonly private: Uint8Array }
}

export type Outputs = Readonly<Record<string, unknown>>

/** An output that the stack encrypts and does not show. */
export class Secret {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }
  /** The part that everyone may see. */
  toJSON(): string {
    return '[secret]'
  }
}

/** A resource without a state in the response is kept as an empty object. */
export const keep = (of: Type, state: ObjectValue | null, secret: Uint8Array = EMPTY): Kept => ({
  id: idOf(of, state),
  outputs: state === null ? {} : outputsOf(of, state),
  inputs: inputsOf(of, state),
  raw: throughDoubles(encodeJson(state, schemaType(of.schema))),
  meta: { version: of.version, private: secret },
})

const EMPTY = new Uint8Array()

/** Pulumi has one number type, and the state is converted to it. */
const throughDoubles = (json: string): string => JSON.stringify(JSON.parse(json))

const inputsOf = ({ schema }: Type, state: ObjectValue | null): ConfigInput =>
  Object.fromEntries(
    Object.entries(plainObject(state) ?? {}).filter(([name, value]) => {
      const attribute = schema[name]
      return value !== null && attribute && isConfigurable(attribute)
    }),
  )

/** The outputs of a state, or of a planned state with unknown values. */
export const outputsOf = (of: Type, state: ObjectValue): Outputs => {
  const id = idRule(of)
  const named = Object.entries(plainObject(state) ?? {}).flatMap(([name, value]) => {
    const property = name === 'id' ? idProperty(id) : nameOf(of.schema, name)
    return property === undefined ? [] : [[property, wrap(of.schema, name, value)] as const]
  })
  return Object.fromEntries(named)
}

const idRule = ({ type, schema }: Type): PulumiId => {
  const at = type.indexOf('_')
  return pulumiId({ type: type.slice(at + 1), schema, package: type.slice(0, at) })
}

const idProperty = (id: PulumiId): string | undefined =>
  id.kind === 'own' ? undefined : id.property

const nameOf = (schema: Schema, name: string): string => {
  const type = schema[name]?.type
  return type ? propertyName(name, type, schema) : name
}

// Null is not wrapped.
const wrap = (schema: Schema, name: string, value: unknown): unknown =>
  schema[name]?.sensitive && value !== null ? new Secret(value) : value

const idOf = (of: Type, state: ObjectValue | null): string => {
  const { kind } = idRule(of)
  const id = state?.['id']
  return kind === 'missing' || typeof id !== 'string' ? 'missing ID' : id
}
