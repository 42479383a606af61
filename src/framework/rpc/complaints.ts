import { misfits } from '../plan/misfit.ts'
import { validateConfig } from '../plan/validate.ts'
import { veil } from '../plan/veil.ts'
import { immediate, PromiseError } from '../schema/guarded.ts'
import { AttributeError, type Complaint } from '../schema/resource.ts'
import type { Schema } from '../schema/schema.ts'
import { looseIntegers } from '../value/loose-integers.ts'
import { isObject, type ObjectValue } from '../value/value.ts'
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
  const { schema } = declared
  const config = fromWire(wire, looseIntegers(schema))
  if (config === null) return { diagnostics: [] }
  const wrong = misfits(schema, config)
  // A rule or hook never sees a value of another type than its own, but checks everything else.
  const rest = veil(
    config,
    wrong.map(({ path = [] }) => path),
  )
  const complaints = [
    ...wrong,
    ...validateConfig(schema, rest, { writeOnly }),
    ...(isObject(rest) ? hookComplaints(declared, rest) : []),
  ]
  return { diagnostics: complaints.map(complain) }
}

// A hook that throws on a user's text rejects it.
const hookComplaints = (declared: Validated, config: ObjectValue): readonly Complaint[] => {
  try {
    // `never`: see `Validated`.
    const returned = declared.validate?.({ config: hookView(declared.schema, config) as never })
    return [...immediate('The validate hook', returned ?? [])]
  } catch (error) {
    if (error instanceof PromiseError) throw error
    const summary = 'Invalid configuration'
    if (error instanceof AttributeError)
      return [{ summary, detail: error.message, path: error.path }]
    const detail = 'The provider could not check these values. Look for text that cannot be parsed.'
    return [{ summary, detail }]
  }
}
