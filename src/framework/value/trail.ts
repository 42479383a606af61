import type { Path, Step } from '../schema/path.ts'
import { CodecError } from './codec-error.ts'
import { describe } from './describe.ts'

/** The position of a traversal: a path as a linked list, which is cheap until an error needs it. */
export interface Trail {
  readonly up: Trail | undefined
  /** `undefined` at the root and inside sets, which paths cannot enter. */
  readonly step: Step | undefined
  readonly depth: number
}

// Less than the JavaScript stack allows, and more than any configuration uses.
export const MOST_LEVELS = 512

export const root: Trail = { up: undefined, step: undefined, depth: 0 }

/** One step deeper. @throws CodecError beyond 512 levels */
export const into = (at: Trail, step: Step | undefined): Trail => ({ ...deeper(at), up: at, step })

/** One level deeper at the same path: from a dynamic value to its content. */
export const deeper = (at: Trail): Trail => {
  if (at.depth < MOST_LEVELS) return { ...at, depth: at.depth + 1 }
  throw new CodecError(pathOf(at), `at most ${MOST_LEVELS} levels`, 'more')
}

export const pathOf = (at: Trail): Path => {
  const steps: (Step | undefined)[] = []
  for (let here = at; here.up !== undefined; here = here.up) steps.unshift(here.step)
  const end = steps.indexOf(undefined)
  return steps.slice(0, end < 0 ? steps.length : end).filter((step) => step !== undefined)
}

/** Ends a traversal. `found` is described only by its kind. */
export const refuse = (at: Trail, expected: string, found: unknown): never => {
  throw new CodecError(pathOf(at), expected, describe(found))
}

export const refuseLength = (at: Trail, expected: number, found: number): never => {
  throw new CodecError(pathOf(at), `${expected} elements`, String(found))
}

/** Prepends the current path to the errors of a separate traversal. */
export const within = <T>(at: Trail, walk: () => T): T => {
  try {
    return walk()
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
    throw new CodecError([...pathOf(at), ...error.path], error.expected, error.found)
  }
}
