import { validateConfig } from '../plan/validate.ts'
import type { Complaint } from '../schema/resource.ts'
import type { Schema } from '../schema/schema.ts'
import { complain } from './diagnostics.ts'
import { fromWire } from './dynamic-value.ts'
import type { Diagnostic, DynamicValue } from './proto.ts'

interface Validated {
  readonly schema: Schema
  // The codec has checked the configuration against the very schema that the hook was declared with.
  validate?(context: { readonly config: never }): readonly Complaint[]
}

/** The complaints of the declared rules, then of the declaration's own hook. */
export const complaintsOf = (
  declared: Validated,
  wire: DynamicValue | undefined,
  writeOnly: boolean,
): { readonly diagnostics: readonly Diagnostic[] } => {
  const config = fromWire(wire, declared.schema)
  if (config === null) return { diagnostics: [] }
  const complaints = [
    ...validateConfig(declared.schema, config, { writeOnly }),
    // `never`: see `Validated`.
    ...(declared.validate?.({ config: config as never }) ?? []),
  ]
  return { diagnostics: complaints.map(complain) }
}
