import { isComputed } from '../schema/attribute.ts'
import type { Attribute, Nesting, Schema } from '../schema/schema.ts'
import { wireType } from '../value/wire-type.ts'
import type {
  SchemaAttribute,
  SchemaObject,
  SchemaObjectNestingMode,
  Schema as WireSchema,
} from './proto.ts'

const NESTING: Readonly<Record<Nesting, SchemaObjectNestingMode>> = {
  single: 'SINGLE',
  list: 'LIST',
  set: 'SET',
  map: 'MAP',
}

const typeFields = ({ type }: Attribute): { nested_type: SchemaObject } | { type: Buffer } =>
  type.kind === 'nested'
    ? {
        nested_type: {
          attributes: wireAttributes(type.attributes),
          nesting: NESTING[type.nesting],
        },
      }
    : { type: Buffer.from(JSON.stringify(wireType(type))) }

const wireAttribute = (name: string, attribute: Attribute): SchemaAttribute => {
  const { role, description, sensitive = false, deprecated } = attribute
  return {
    name,
    ...typeFields(attribute),
    description,
    description_kind: 'MARKDOWN',
    required: role === 'required',
    optional: role === 'optional' || role === 'optionalComputed' || role === 'writeOnly',
    computed: isComputed(attribute),
    write_only: role === 'writeOnly',
    sensitive,
    ...(deprecated === undefined ? {} : { deprecated: true, deprecation_message: deprecated }),
  }
}

const wireAttributes = (schema: Schema): readonly SchemaAttribute[] =>
  Object.entries(schema).map(([name, attribute]) => wireAttribute(name, attribute))

interface Described {
  readonly schema: Schema
  readonly description: string
  readonly version?: number
}

/** A declared schema in the protocol's form. */
export const wireSchema = ({ schema, description, version = 0 }: Described): WireSchema => ({
  version: String(version),
  block: { attributes: wireAttributes(schema), description, description_kind: 'MARKDOWN' },
})
