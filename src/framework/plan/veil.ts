import type { Path, Step } from '../schema/path.ts'
import { unknown } from '../schema/unknown.ts'
import { isArray, isObject, mapObject, type Value } from '../value/value.ts'

/** The value with unknown at the paths, which all rules and hooks accept. */
export const veil = (value: Value, paths: readonly Path[]): Value => {
  if (paths.length === 0) return value
  if (paths.some(({ length }) => length === 0)) return unknown
  const within = Map.groupBy(paths, ([first]) => nameOf(first))
  const part = (inner: Value, name: string | number): Value =>
    veil(
      inner,
      (within.get(String(name)) ?? []).map((path) => path.slice(1)),
    )
  if (isArray(value)) return value.map(part)
  return isObject(value) ? mapObject(value, part) : value
}

const nameOf = (step: Step | undefined): string => String(Object.values(step ?? {})[0])
