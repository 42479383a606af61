// Terraform core, internal/plans/objchange/compatible.go.
import { isDeepStrictEqual } from 'node:util'
import type { Path, Step } from '../../src/framework/schema/path.ts'
import type { Attribute, Schema, TypeNode } from '../../src/framework/schema/schema.ts'
import { isUnknown } from '../../src/framework/schema/unknown.ts'
import { equal } from '../../src/framework/value/equal.ts'
import { Dynamic, type Value } from '../../src/framework/value/value.ts'
import { wireType } from '../../src/framework/value/wire-type.ts'
import { includes } from './refinement.ts'
import {
  elementType,
  field,
  has,
  isSecretive,
  items,
  keys,
  type NestedType,
  show,
} from './values.ts'
import type { Problem } from './violation.ts'

/** The places where `actual` does not complete the possibly partly unknown `planned` object. */
export const objectProblems = (
  schema: Schema,
  planned: Value,
  actual: Value,
): readonly Problem[] => {
  if (planned === null && actual === null) return []
  if (planned === null) return [{ path: [], detail: 'Root object was absent, but now present' }]
  if (actual === null) return [{ path: [], detail: 'Root object was present, but now absent' }]
  return Object.entries(schema).flatMap(([name, attribute]) =>
    attributeProblems(attribute, field(planned, name), {
      path: [{ attribute: name }],
      value: field(actual, name),
    }),
  )
}

interface Actual {
  readonly path: Path
  readonly value: Value
}

const attributeProblems = (
  attribute: Attribute,
  planned: Value,
  actual: Actual,
): readonly Problem[] => {
  const problems = valueProblems(attribute.type, planned, actual)
  const isVague = problems.length > 0 && isSecretive(attribute)
  return isVague
    ? [{ path: actual.path, detail: 'inconsistent values for sensitive attribute' }]
    : problems
}

const valueProblems = (type: TypeNode, planned: Value, actual: Actual): readonly Problem[] => {
  const problem = (detail: string) => [{ path: actual.path, detail }]
  if (type.kind === 'dynamic') return dynamicProblems(planned, actual)
  if (isUnknown(planned)) {
    return includes(planned.refinement, actual.value)
      ? []
      : problem(`final value ${show(actual.value)} does not conform to planning placeholder`)
  }
  if (planned === null && actual.value === null) return []
  if (actual.value === null) return problem(`was ${show(planned)}, but now null`)
  if (planned === null) return problem(`was null, but now ${show(actual.value)}`)
  if (isUnknown(actual.value)) return problem('was known, but now unknown')
  return knownProblems(type, planned, actual)
}

// A null or unknown value of an unknown type allows anything.
const dynamicProblems = (planned: Value, actual: Actual): readonly Problem[] => {
  if (!(planned instanceof Dynamic)) return []
  const { value } = actual
  const isConforming =
    value instanceof Dynamic && isDeepStrictEqual(wireType(value.type), wireType(planned.type))
  return isConforming
    ? valueProblems(planned.type, planned.value, { ...actual, value: value.value })
    : [{ path: actual.path, detail: 'wrong final value type' }]
}

const knownProblems = (type: TypeNode, planned: Value, actual: Actual): readonly Problem[] => {
  switch (type.kind) {
    case 'string':
    case 'bool':
    case 'int64':
    case 'number':
    case 'dynamic':
      return equal(planned, actual.value, type)
        ? []
        : [{ path: actual.path, detail: `was ${show(planned)}, but now ${show(actual.value)}` }]
    case 'list':
    case 'tuple':
      return listProblems(type, planned, actual)
    case 'map':
      return mapProblems(type, planned, actual)
    case 'set':
      return setProblems(type, planned, actual)
    case 'object':
      return Object.entries(type.of).flatMap(([name, of]) =>
        valueProblems(of, field(planned, name), inside(actual, { attribute: name })),
      )
    case 'nested':
      return nestedProblems(type, planned, actual)
  }
}

const nestedProblems = (type: NestedType, planned: Value, actual: Actual): readonly Problem[] => {
  switch (type.nesting) {
    case 'list':
      return listProblems(type, planned, actual)
    case 'map':
      return mapProblems(type, planned, actual)
    case 'set':
      return setProblems(type, planned, actual)
    case 'single':
      return Object.entries(type.attributes).flatMap(([name, { type: of }]) =>
        valueProblems(of, field(planned, name), inside(actual, { attribute: name })),
      )
  }
}

const inside = ({ path, value }: Actual, step: Step): Actual => ({
  path: [...path, step],
  value: 'index' in step ? (items(value)[step.index] ?? null) : field(value, nameOf(step)),
})

const nameOf = (step: Exclude<Step, { index: number }>): string =>
  'attribute' in step ? step.attribute : step.key

const listProblems = (type: TypeNode, planned: Value, actual: Actual): readonly Problem[] => {
  const length = Math.max(items(planned).length, items(actual.value).length)
  return Array.from({ length }, (_, index) => index).flatMap((index) => {
    if (index >= items(actual.value).length) return vanished(actual, String(index))
    if (index >= items(planned).length) return appeared(actual, String(index))
    const of = elementType(type, index)
    const element = items(planned)[index] ?? null
    return of ? valueProblems(of, element, inside(actual, { index })) : []
  })
}

const vanished = ({ path }: Actual, key: string): readonly Problem[] => [
  { path, detail: `element ${key} has vanished` },
]

const appeared = ({ path }: Actual, key: string): readonly Problem[] => [
  { path, detail: `new element ${key} has appeared` },
]

const mapProblems = (type: TypeNode, planned: Value, actual: Actual): readonly Problem[] => [
  ...keys(planned).flatMap((key) => {
    if (!has(actual.value, key)) return vanished(actual, JSON.stringify(key))
    const of = elementType(type, 0)
    return of ? valueProblems(of, field(planned, key), inside(actual, { key })) : []
  }),
  ...keys(actual.value)
    .filter((key) => !has(planned, key))
    .flatMap((key) => appeared(actual, JSON.stringify(key))),
]

// Elements of a set have no key. Each must match one on the other side. There may be fewer than
// planned, because values that become known may be equal, but never more.
const setProblems = (type: TypeNode, planned: Value, actual: Actual): readonly Problem[] => {
  const of = elementType(type, 0)
  const { path } = actual
  const [before, after] = [items(planned), items(actual.value)]
  const isLike = (one: Value, other: Value): boolean =>
    of !== undefined && valueProblems(of, one, { path, value: other }).length === 0
  const lost = before.filter((one) => !after.some((other) => isLike(one, other)))
  const strange = after.filter((other) => !before.some((one) => isLike(one, other)))
  const correlated =
    lost.length > 0
      ? lost.map(
          (one) => `planned set element ${show(one)} does not correlate with any element in actual`,
        )
      : strange.map(
          (one) => `actual set element ${show(one)} does not correlate with any element in plan`,
        )
  const grown =
    before.length < after.length ? [`length changed from ${before.length} to ${after.length}`] : []
  return [...correlated, ...grown].map((detail) => ({ path, detail }))
}
