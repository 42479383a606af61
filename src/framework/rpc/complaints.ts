import { misfits } from '../plan/misfit.ts'
import { validateConfig } from '../plan/validate.ts'
import { AttributeError, type Complaint } from '../schema/resource.ts'
import type { Schema } from '../schema/schema.ts'
import { looseIntegers } from '../value/loose-integers.ts'
import type { ObjectValue } from '../value/value.ts'
import { complain } from './diagnostics.ts'
import { fromWire } from './dynamic-value.ts'
import type { Diagnostic, DynamicValue } from './proto.ts'
import { hookView } from './views.ts'

interface Validated {
  readonly schema: Schema
  // The codec has checked the configuration against the schema of the declaration.
  validate?(context: { readonly config: never }): readonly Complaint[]
}

/** The complaints of the declared rules, followed by those of the declaration's hook. */
export const complaintsOf = (
  declared: Validated,
  wire: DynamicValue | undefined,
  writeOnly: boolean,
): { readonly diagnostics: readonly Diagnostic[] } => {
  const config = fromWire(wire, looseIntegers(declared.schema))
  if (config === null) return { diagnostics: [] }
  // No rule or hook sees a value of another type than its own.
  const wrong = misfits(declared.schema, config)
  if (wrong.length > 0) return { diagnostics: wrong.map(complain) }
  const complaints = [
    ...validateConfig(declared.schema, config, { writeOnly }),
    ...hookComplaints(declared, config),
  ]
  return { diagnostics: complaints.map(complain) }
}

// A hook that throws on a user's text rejects it.
const hookComplaints = (declared: Validated, config: ObjectValue): readonly Complaint[] => {
  try {
    // `never`: see `Validated`.
    return declared.validate?.({ config: hookView(declared.schema, config) as never }) ?? []
  } catch (error) {
    if (error instanceof AttributeError) throw error
    const detail = 'The provider could not check these values. Look for text that cannot be parsed.'
    return [{ summary: 'Invalid configuration', detail }]
  }
}
