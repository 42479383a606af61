import type { TypeNode } from '../schema/schema.ts'
import type { Value } from '../value/value.ts'

/** True where the type's own equality says that another text, in NFC as on the wire, means what is stored. */
export const isSame = (type: TypeNode, prior: Value, next: Value): boolean =>
  type.kind === 'string' &&
  type.same !== undefined &&
  typeof prior === 'string' &&
  typeof next === 'string' &&
  type.same(prior, next.normalize('NFC'))
