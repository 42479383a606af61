import { formatPath, type Path } from '../schema/path.ts'
import type { TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { CodecError } from '../value/codec-error.ts'
import { partOf, structural } from '../value/structural.ts'
import { Dynamic, isObject, mapObject, type Value } from '../value/value.ts'

/** Thrown if a verb did not return a value that its plan left unknown. This is an error in the provider. */
export class UnfilledError extends Error {
  readonly paths: readonly Path[]
  constructor(type: string, paths: readonly Path[]) {
    const names = paths.map(formatPath).join(', ')
    super(
      `The object was saved, but ${type} did not return ${names}, which its plan left open. ` +
        'This is an error in the provider. Please report it.',
    )
    this.name = 'UnfilledError'
    this.paths = paths
  }
}

/** The paths of values that are still unknown. A path ends at a set. */
export const unknownPaths = (value: Value, type: TypeNode, path: Path = []): readonly Path[] => {
  if (isUnknown(value)) return [path]
  if (value instanceof Dynamic) return unknownPaths(value.value, value.type, path)
  if (Array.isArray(value)) return inArray(value, type, path)
  if (!isObject(value)) return []
  const isMap = structural(type).kind === 'map'
  return Object.entries(value).flatMap(([name, inner]) =>
    unknownPaths(inner, partOf(type, name), [...path, isMap ? { key: name } : { attribute: name }]),
  )
}

const inArray = (value: readonly Value[], type: TypeNode, path: Path): readonly Path[] => {
  const found = value.flatMap((inner, index) =>
    unknownPaths(inner, partOf(type, index), [...path, { index }]),
  )
  return found.length > 0 && structural(type).kind === 'set' ? [path] : found
}

/** @throws CodecError for the result of a read that is not known. This is an error in the provider. */
export const checkKnown = (value: Value, type: TypeNode): void => {
  const [path] = unknownPaths(value, type)
  if (path !== undefined) throw new CodecError(path, 'a known value', 'an unknown value')
}

/** The value with null for all unknown parts, which Terraform can store. */
export const settle = (value: Value): Value => {
  if (isUnknown(value)) return null
  if (Array.isArray(value)) return value.map(settle)
  if (value instanceof Dynamic) return new Dynamic(value.type, settle(value.value))
  return isObject(value) ? mapObject(value, settle) : value
}
