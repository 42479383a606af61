// Shared by the property tests: any type, and any value of a type in its canonical form.
import * as fc from 'fast-check'
import type { Nesting, Schema, TypeNode } from '../../../src/framework/schema/schema.ts'
import { Unknown, unknown } from '../../../src/framework/schema/unknown.ts'
import { equal } from '../../../src/framework/value/equal.ts'
import { type NumberValue, parseNumber } from '../../../src/framework/value/number.ts'
import { structural } from '../../../src/framework/value/structural.ts'
import { buildObject, Dynamic, type Value } from '../../../src/framework/value/value.ts'
import { parseWireType, wireType } from '../../../src/framework/value/wire-type.ts'

/** What the values may hold: JSON knows no unknown ones. */
export interface Range {
  readonly unknowns: boolean
}

export interface Typed {
  readonly type: TypeNode
  readonly value: Value
}

const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
  .map((string) => string.normalize('NFC'))

/** Names that a plain object would get wrong among the rest. */
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'id', 'name', '0'),
  text,
)

const wholeNumber = fc.oneof(fc.maxSafeInteger(), fc.bigInt()).map((n) => parseNumber(String(n)))

const anyNumber: fc.Arbitrary<NumberValue> = fc.oneof(
  wholeNumber,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => parseNumber(String(n))),
  fc.tuple(fc.bigInt(), fc.nat()).map(([whole, part]) => parseNumber(`${whole}.${part}1`)),
)

const attributes = (of: fc.Arbitrary<TypeNode>): fc.Arbitrary<Schema> =>
  fields(of.map((type) => ({ role: 'optional', type, description: '' }) as const))

const fields = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.array(fc.tuple(name, of), { maxLength: 3 }).map((entries) => buildObject(entries))

const scalar = fc
  .constantFrom('string', 'bool', 'int64', 'number', 'dynamic')
  .map((kind): TypeNode => ({ kind }))

const { node } = fc.letrec<{ node: TypeNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.record({ kind: fc.constantFrom('list', 'set', 'map'), of: tie('node') }),
    fc.record({
      kind: fc.constant('tuple'),
      of: fc.array(tie('node'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('object'), of: fields(tie('node')) }),
    fc.record({
      kind: fc.constant('nested'),
      nesting: fc.constantFrom<Nesting[]>('single', 'list', 'set', 'map'),
      attributes: attributes(tie('node')),
    }),
  ),
}))

export const anyType: fc.Arbitrary<TypeNode> = node

// A type that came over the wire, as a dynamic value brings it.
const carriedType = node.map((type) => parseWireType(JSON.parse(JSON.stringify(wireType(type)))))

/** Any value of the type, with nulls and unknown values anywhere. */
export const anyValue = (type: TypeNode, range: Range): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 8, arbitrary: knownValue(type, range) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: range.unknowns ? 1 : 0, arbitrary: unknownOf(type) },
  )

/** Any type with any value of it. */
export const anyTyped = (range: Range): fc.Arbitrary<Typed> =>
  anyType.chain((type) => anyValue(type, range).map((value) => ({ type, value })))

const unknownOf = (type: TypeNode): fc.Arbitrary<Unknown> => {
  const refined = type.kind === 'dynamic' ? unknown : new Unknown({ notNull: true })
  return fc.constantFrom(unknown, refined)
}

const knownValue = (node: TypeNode, range: Range): fc.Arbitrary<Value> => {
  const type = structural(node)
  switch (type.kind) {
    case 'string':
      return text
    case 'bool':
      return fc.boolean()
    case 'int64':
      return wholeNumber
    case 'number':
      return anyNumber
    case 'dynamic':
      return carriedType.chain((inner) =>
        anyValue(inner, range).map((value) => new Dynamic(inner, value)),
      )
    case 'list':
      return elements(type.of, range)
    case 'set':
      return elements(type.of, range).map((all) => unique(all, type.of))
    case 'map':
      return fc
        .tuple(fc.uniqueArray(name, { maxLength: 3 }), elements(type.of, range))
        .map(([keys, values]) => buildObject(zip(keys, values)))
    case 'tuple':
      return fc.tuple(...type.of.map((of) => anyValue(of, range)))
    case 'object':
      return fc
        .tuple(...Object.values(type.of).map((of) => anyValue(of, range)))
        .map((values) => buildObject(zip(Object.keys(type.of), values)))
  }
}

// What is dynamic in the elements of one collection must have one type: then all are alike.
const elements = (of: TypeNode, range: Range): fc.Arbitrary<readonly Value[]> =>
  JSON.stringify(wireType(of)).includes('"dynamic"')
    ? fc.tuple(anyValue(of, range), fc.nat(2)).map(([value, count]) => Array(count).fill(value))
    : fc.array(anyValue(of, range), { maxLength: 3 })

const unique = (all: readonly Value[], of: TypeNode): readonly Value[] =>
  all.filter((value, index) => !all.slice(0, index).some((other) => equal(value, other, of)))

const zip = (keys: readonly string[], values: readonly Value[]) =>
  keys.flatMap((key, index): [string, Value][] => {
    const value = values[index]
    return value === undefined ? [] : [[key, value]]
  })
