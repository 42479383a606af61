import { formatPath, type Path } from '../schema/path.ts'
import type { Attribute } from '../schema/schema.ts'
import { isSecretive } from './show.ts'

/** The position of a traversal of a configuration. */
export interface Visit {
  readonly path: Path
  /** The path for a complaint, which does not enter a set. */
  readonly anchor: Path
  /** True for a sensitive attribute and for everything in it. */
  readonly isSensitive: boolean
}

const ROOT: Path = []

export const start: Visit = { path: ROOT, anchor: ROOT, isSensitive: false }

export const enter = <V extends Visit>(visit: V, step: Path[number]): V => {
  // The keys of a sensitive map are sensitive, too, so its entries have no path that can be sent.
  if (visit.isSensitive && 'key' in step)
    return { ...visit, path: [...visit.path, { key: '(sensitive)' }] }
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

/** Enters an element. The path of a set element can be shown but not sent, so the anchor does not change. */
export const enterElement = <V extends Visit>(visit: V, kind: string, index: number): V =>
  kind === 'set' ? { ...visit, path: [...visit.path, { index }] } : enter(visit, { index })

export const nameOf = ({ path }: Visit): string => formatPath(path)
