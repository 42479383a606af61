import type { Account } from './account.ts'
import type { Shape } from './endpoint-facts.ts'
import type { Json } from './exact-json.ts'

/** How a family's objects of one account are saved and loaded. */
export interface Family {
  /** What `save` returns. */
  readonly shape: Shape
  save(account: Account): Json
  /** `saved` has the shape. */
  load(account: Account, saved: Json): void
}
