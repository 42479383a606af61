import { isComputed, isConfigurable } from '../schema/attribute.ts'
import type { Path } from '../schema/path.ts'
import type { Attribute, Schema, TypeNode } from '../schema/schema.ts'
import { isUnknown } from '../schema/unknown.ts'
import { equal } from '../value/equal.ts'
import { isObject, memberOf, type Value } from '../value/value.ts'

interface Change {
  readonly config: Value
  readonly prior: Value
  readonly planned: Value
}

/** Paths whose change replaces the object. Paths stop at sets, as the protocol's do. */
export const replacePaths = (schema: Schema, change: Change): readonly Path[] =>
  Object.entries(schema).flatMap(([name, attribute]) =>
    attributePaths(attribute, [{ attribute: name }], step(change, name)),
  )

/** For an object that cannot be updated: each configurable attribute that changes. */
export const changedPaths = (schema: Schema, change: Change): readonly Path[] =>
  Object.entries(schema)
    .filter(
      ([name, attribute]) => isConfigurable(attribute) && differs(attribute, step(change, name)),
    )
    .map(([name]) => [{ attribute: name }])

const attributePaths = (attribute: Attribute, path: Path, change: Change): readonly Path[] => {
  if (attribute.replace && differs(attribute, change)) return [path]
  return attribute.type.kind === 'nested' ? nestedPaths(attribute.type, path, change) : []
}

// What the API may decide anew is no reason to replace: only what the user or a default says is.
const differs = (attribute: Attribute, { config, prior, planned }: Change): boolean =>
  !equal(prior, planned, attribute.type) &&
  !(isComputed(attribute) && config === null && isUnknown(planned))

const step = (change: Change, name: string): Change => ({
  config: memberOf(change.config, name),
  prior: memberOf(change.prior, name),
  planned: memberOf(change.planned, name),
})

type NestedType = Extract<TypeNode, { kind: 'nested' }>

const nestedPaths = (type: NestedType, path: Path, change: Change): readonly Path[] => {
  const inside = (inner: Change, at: Path): readonly Path[] =>
    isObject(inner.prior) && isObject(inner.planned)
      ? Object.entries(type.attributes).flatMap(([name, attribute]) =>
          attributePaths(attribute, [...at, { attribute: name }], step(inner, name)),
        )
      : []
  switch (type.nesting) {
    case 'single':
      return inside(change, path)
    case 'map':
      return keysOf(change.planned).flatMap((key) => inside(step(change, key), [...path, { key }]))
    case 'list':
      return itemsOf(change.planned).flatMap((_, index) =>
        inside(itemAt(change, index), [...path, { index }]),
      )
    case 'set':
      return setPaths(type, path, change)
  }
}

const keysOf = (value: Value): readonly string[] => (isObject(value) ? Object.keys(value) : [])

const itemsOf = (value: Value): readonly Value[] => (Array.isArray(value) ? value : [])

const itemAt = (change: Change, index: number): Change => ({
  config: itemsOf(change.config)[index] ?? null,
  prior: itemsOf(change.prior)[index] ?? null,
  planned: itemsOf(change.planned)[index] ?? null,
})

// Elements of a set have no identity: if one may replace the object, a changed set does.
const setPaths = (type: NestedType, path: Path, change: Change): readonly Path[] =>
  anyReplaces(type.attributes) && !equal(change.prior, change.planned, type) ? [path] : []

const anyReplaces = (schema: Schema): boolean =>
  Object.values(schema).some(
    ({ replace, type }) => replace || (type.kind === 'nested' && anyReplaces(type.attributes)),
  )
