import { guarded } from '../schema/guarded.ts'
import { AttributeError } from '../schema/resource.ts'
import type { Schema } from '../schema/schema.ts'
import { CodecError } from '../value/codec-error.ts'
import { decode, encode } from '../value/msgpack.ts'
import {
  buildObject,
  isWhollyKnown,
  memberOf,
  type ObjectValue,
  type Value,
} from '../value/value.ts'
import { schemaType } from '../value/wire-type.ts'
import { type Fields, mergeAttribute, type OnceRule } from './merge.ts'

/** An existing object, and what is known about it without the result of its verb. */
export interface Known {
  readonly schema: Schema
  readonly prior: ObjectValue | null
  /** The base for the returned fields: the plan, or the prior state after a partial update. */
  readonly base: ObjectValue | null
}

export interface Salvaged {
  readonly state: ObjectValue
  /** One error for each attribute whose returned value cannot be saved. */
  readonly faults: readonly Error[]
}

// Terraform and gRPC have a limit of 256 MiB, and the response contains more than the state.
const MOST_BYTES = 192 * 2 ** 20

/**
 * The state after a verb, attribute by attribute. An attribute whose returned value cannot be read, merged, or
 * encoded keeps its planned or prior value. Never throws, because the object exists.
 */
export const salvage = (known: Known, [returned, onceRule]: [unknown, OnceRule]): Salvaged => {
  const { fields, faults } = fieldsOf(returned)
  let bytes = 0
  const entries = Object.entries(known.schema).map(([name, attribute]) => {
    // Encoded as part of an object, because each level counts.
    const part = schemaType({ [name]: attribute })
    try {
      const value = mergeAttribute(attribute, memberOf(known.base, name), [fields[name], onceRule])
      const encoded = encode(buildObject([[name, value]]), part)
      if (bytes + encoded.length > MOST_BYTES) throw new CodecError([], 'a smaller value', 'more')
      bytes += encoded.length
      return [name, memberOf(decode(encoded, part), name)] as const
    } catch (error) {
      faults.push(named(name, error))
      return [name, fallback(known, name)] as const
    }
  })
  return { state: buildObject(entries), faults }
}

/** Thrown if a verb returned something without fields. */
export class NoFieldsError extends Error {
  readonly found: string
  constructor(found: string) {
    super(
      `The provider returned ${found} instead of the object's attributes. ` +
        'This is an error in the provider. Please report it.',
    )
    this.name = 'NoFieldsError'
    this.found = found
  }
}

const fieldsOf = (returned: unknown): { readonly fields: Fields; readonly faults: Error[] } => {
  const found = guarded('an object that cannot be read', () => notFields(returned))
  return found === undefined
    ? // `notFields` has seen an object.
      { fields: returned as Fields, faults: [] }
    : { fields: {}, faults: [new NoFieldsError(found)] }
}

/** What was returned instead of fields. */
export const notFields = (returned: unknown): string | undefined => {
  if (returned === null || returned === undefined) return 'nothing'
  if (Array.isArray(returned)) return 'a list'
  return typeof returned === 'object' ? undefined : `a ${typeof returned}`
}

const named = (name: string, error: unknown): Error =>
  guarded(undefined, () =>
    error instanceof CodecError && error.path.length > 0 ? error : undefined,
  ) ??
  // The text of any other error may quote the value.
  new AttributeError(
    [{ attribute: name }],
    `The provider returned a value for ${name} that cannot be read or is too large to save.`,
  )

const fallback = ({ base, prior }: Known, name: string): Value => {
  const value = memberOf(base, name)
  return isWhollyKnown(value) ? value : memberOf(prior, name)
}
