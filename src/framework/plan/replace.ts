import { isComputed, isConfigurable } from '../schema/attribute.ts'
import type { Path } from '../schema/path.ts'
import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { isArray, isObject, isWhollyKnown, memberOf, type Value } from '../value/value.ts'
import { type Change, replacesInSet } from './replace-in-set.ts'

/**
 * The paths whose change replaces the object. All nestings have the same rule: the attribute's value differs or
 * may differ from before. A missing object or element has no value. Paths end at sets, as in the protocol.
 */
export const replacePaths = (schema: Schema, change: Change): readonly Path[] =>
  fieldPaths(schema, change, [])

/** For an object without update: each changed configurable attribute, or otherwise each changed attribute. */
export const changedPaths = (schema: Schema, change: Change): readonly Path[] => {
  const at = Object.entries(schema).map(
    ([name, attribute]) => [name, attribute, step(change, name)] as const,
  )
  const configured = at.filter(
    ([, attribute, inner]) => isConfigurable(attribute) && differs(attribute, inner),
  )
  // A plan hook may change a computed attribute. Only a replacement can apply that.
  const others = at.filter(([, { type }, { prior, planned }]) => !equal(prior, planned, type))
  const changed = configured.length > 0 ? configured : others
  return changed.map(([name]) => [{ attribute: name }])
}

const fieldPaths = (schema: Schema, change: Change, at: Path): readonly Path[] =>
  Object.entries(schema).flatMap(([name, attribute]) =>
    attributePaths(attribute, [...at, { attribute: name }], step(change, name)),
  )

const attributePaths = (attribute: Attribute, path: Path, change: Change): readonly Path[] => {
  if (attribute.replace && differs(attribute, change)) return [path]
  if (attribute.type.kind !== 'nested' || isLeftOpen(attribute, change)) return []
  return nestedPaths(attribute.type, path, change)
}

// A value that the API may change does not force replacement. Only changes of the user or a default do.
const differs = (attribute: Attribute, change: Change): boolean =>
  !equal(change.prior, change.planned, attribute.type) && !isLeftOpen(attribute, change)

const isLeftOpen = (attribute: Attribute, { config, planned }: Change): boolean =>
  isComputed(attribute) && config === null && isUnknown(planned)

const step = (change: Change, name: string): Change => ({
  config: memberOf(change.config, name),
  prior: memberOf(change.prior, name),
  planned: memberOf(change.planned, name),
})

type NestedType = Extract<TypeNode, { kind: 'nested' }>

const nestedPaths = (type: NestedType, path: Path, change: Change): readonly Path[] => {
  if (isUnknown(change.planned)) return anyReplaces(type.attributes) ? [path] : []
  switch (type.nesting) {
    case 'single':
      return elementPaths(type, path, change)
    case 'map':
      return keysOf(change).flatMap((key) =>
        elementPaths(type, [...path, { key }], step(change, key)),
      )
    case 'list':
      return indexesOf(change).flatMap((index) =>
        elementPaths(type, [...path, { index }], itemAt(change, index)),
      )
    case 'set':
      return setPaths(type, path, change)
  }
}

const elementPaths = ({ attributes }: NestedType, path: Path, change: Change): readonly Path[] => {
  if (isUnknown(change.planned)) return anyReplaces(attributes) ? [path] : []
  if (isObject(change.planned)) return fieldPaths(attributes, change, path)
  // Computed values of an element are removed with it.
  return isObject(change.prior) ? fieldPaths(configurable(attributes), change, path) : []
}

const configurable = (schema: Schema): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([, attribute]) => isConfigurable(attribute)))

const keysOf = ({ prior, planned }: Change): readonly string[] => [
  ...new Set([prior, planned].flatMap((value) => (isObject(value) ? Object.keys(value) : []))),
]

const itemsOf = (value: Value): readonly Value[] => (isArray(value) ? value : [])

const indexesOf = ({ prior, planned }: Change): readonly number[] => [
  ...Array(Math.max(itemsOf(prior).length, itemsOf(planned).length)).keys(),
]

const itemAt = (change: Change, index: number): Change => ({
  config: itemsOf(change.config)[index] ?? null,
  prior: itemsOf(change.prior)[index] ?? null,
  planned: itemsOf(change.planned)[index] ?? null,
})

// Elements of a set have no identity, so the values of each attribute are compared over all elements. Unknown
// parts may make elements equal, which removes values.
const setPaths = (type: NestedType, path: Path, change: Change): readonly Path[] => {
  if (!anyReplaces(type.attributes)) return []
  const replaces = isWhollyKnown(change.config)
    ? replacesInSet(type.attributes, change)
    : !equal(change.prior, change.planned, type)
  return replaces ? [path] : []
}

const anyReplaces = (schema: Schema): boolean =>
  Object.values(schema).some(
    ({ replace, type }) => replace || (type.kind === 'nested' && anyReplaces(type.attributes)),
  )
