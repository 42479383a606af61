import { guarded } from '../schema/guarded.ts'
import type { TypeNode } from '../schema/schema.ts'
import type { Value } from '../value/value.ts'

/**
 * True where the type's own equality says that another text, in NFC as on the wire, means what is stored.
 * An equality that throws on a user's text means "not the same".
 */
export const isSame = (type: TypeNode, prior: Value, next: Value): boolean => {
  if (type.kind !== 'string' || typeof prior !== 'string' || typeof next !== 'string') return false
  const { same } = type
  return same !== undefined && guarded(false, () => same(prior, next.normalize('NFC')))
}
