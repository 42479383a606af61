import { guarded } from '../schema/guarded.ts'
import { Incomplete } from '../schema/resource.ts'

const MOST_VISITED = 10_000

/**
 * The `Incomplete` in an error: the error itself, one of its causes, or one of several errors. Authors wrap
 * errors, but the object still exists.
 */
export const incompleteIn = (error: unknown): Incomplete | undefined => {
  const open: unknown[] = [error]
  const seen = new Set<unknown>()
  for (let visited = 0; visited < MOST_VISITED && open.length > 0; visited += 1) {
    const next = open.shift()
    if (seen.has(next)) continue
    seen.add(next)
    const found = guarded(undefined, () => (next instanceof Incomplete ? next : undefined))
    if (found !== undefined) return found
    open.push(...insideOf(next))
  }
  return undefined
}

// The last two are of a `SuppressedError`, which `using` throws if both the block and the disposal fail.
const CAUSES = ['cause', 'error', 'suppressed'] as const

// Separately, so that a getter that throws does not hide the other field.
const insideOf = (error: unknown): readonly unknown[] => {
  if (typeof error !== 'object' || error === null) return []
  const causes = CAUSES.map((name) => guarded<unknown>(undefined, () => Reflect.get(error, name)))
  const errors = guarded<readonly unknown[]>([], () =>
    'errors' in error && Array.isArray(error.errors) ? error.errors.slice(0, MOST_VISITED) : [],
  )
  return [...causes, ...errors]
}
