import { formatPath, type Path } from '../schema/path.ts'
import type { Attribute } from '../schema/schema.ts'
import { isSecretive } from './show.ts'

/** Where a walk over a configuration is. */
export interface Visit {
  readonly path: Path
  /** Where a complaint points: the path, but not into a set. */
  readonly anchor: Path
  /** True of the value of a sensitive attribute, and of all within it. */
  readonly isSensitive: boolean
}

const ROOT: Path = []

export const start: Visit = { path: ROOT, anchor: ROOT, isSensitive: false }

export const enter = <V extends Visit>(visit: V, step: Path[number]): V => {
  const path = [...visit.path, step]
  return { ...visit, path, anchor: visit.anchor === visit.path ? path : visit.anchor }
}

export const enterAttribute = <V extends Visit>(
  visit: V,
  name: string,
  attribute: Attribute,
): V => ({
  ...enter(visit, { attribute: name }),
  isSensitive: visit.isSensitive || isSecretive(attribute),
})

/** Into an element. A person can read the path of one in a set, but it cannot be sent: the anchor stays behind. */
export const enterElement = <V extends Visit>(visit: V, kind: string, index: number): V =>
  kind === 'set' ? { ...visit, path: [...visit.path, { index }] } : enter(visit, { index })

export const nameOf = ({ path }: Visit): string => formatPath(path)
