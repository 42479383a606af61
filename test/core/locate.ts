import type { Path, Step } from '../../src/framework/schema/path.ts'
import type { TypeNode } from '../../src/framework/schema/schema.ts'
import { isUnknown, unknown } from '../../src/framework/schema/unknown.ts'
import { Dynamic, isArray, type Value } from '../../src/framework/value/value.ts'
import { elementType, field, has } from './values.ts'

export interface Located {
  readonly type: TypeNode
  readonly value: Value
}

/** The value at a path, or undefined if there is none. No path leads into a set. */
export const locate = (type: TypeNode, value: Value, path: Path): Located | undefined => {
  let at: Located | undefined = { type, value }
  for (const step of path) {
    if (at?.value instanceof Dynamic) at = at.value
    at = at && locateStep(at, step)
  }
  return at
}

const locateStep = ({ type, value }: Located, step: Step): Located | undefined => {
  const of = typeAt(type, step)
  if (of === undefined || value === null) return undefined
  if (isUnknown(value)) return { type: of, value: unknown }
  if ('index' in step) {
    const element = isArray(value) ? value[step.index] : undefined
    return element === undefined ? undefined : { type: of, value: element }
  }
  const name = 'attribute' in step ? step.attribute : step.key
  return has(value, name) ? { type: of, value: field(value, name) } : undefined
}

const typeAt = (type: TypeNode, step: Step): TypeNode | undefined => {
  if ('index' in step) {
    const isIndexed =
      type.kind === 'list' ||
      type.kind === 'tuple' ||
      (type.kind === 'nested' && type.nesting === 'list')
    return isIndexed ? elementType(type, step.index) : undefined
  }
  const name = 'attribute' in step ? step.attribute : step.key
  if (type.kind === 'object') return type.of[name]
  if (type.kind === 'nested' && type.nesting === 'single') return type.attributes[name]?.type
  const isKeyed = type.kind === 'map' || (type.kind === 'nested' && type.nesting === 'map')
  return isKeyed ? elementType(type, 0) : undefined
}
