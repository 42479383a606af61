// Any schema, and configurations of it: known ones, changed ones, and ones that are not all known yet.
import * as fc from 'fast-check'
import type { Attribute, Nesting, Schema, TypeNode } from '../../src/framework/schema/schema.ts'
import { unknown } from '../../src/framework/schema/unknown.ts'
import { parseNumber } from '../../src/framework/value/number.ts'
import type { ConfigInput } from './config.ts'

type Nested = Extract<TypeNode, { kind: 'nested' }>

const isSameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const string: TypeNode = { kind: 'string' }

/** No double holds it. */
const third = parseNumber(`0.${'3'.repeat(40)}`)

/** Few values of each type, so that elements are often alike. */
const leaves: readonly (readonly [type: TypeNode, values: readonly unknown[]])[] = [
  [string, ['a', 'b', 'c']],
  [string, ['a', 'b']],
  [{ kind: 'string', same: isSameText }, ['x', 'X', 'y']],
  [{ kind: 'string', same: isSameText, normal: (text) => text.toLowerCase() }, ['x', 'X', 'y']],
  [{ kind: 'int64' }, [1, 2]],
  [{ kind: 'list', of: string }, [[], ['a'], ['b', 'a']]],
  [{ kind: 'set', of: string }, [[], ['a'], ['b', 'a']]],
  [{ kind: 'map', of: string }, [{}, { k: 'a' }]],
  [{ kind: 'number' }, [1, third]],
  [{ kind: 'number', exact: true }, [1, third]],
  [{ kind: 'list', of: { kind: 'number' } }, [[third], [1, third]]],
  [{ kind: 'set', of: { kind: 'string', nullable: true } }, [[null], ['a', null]]],
]

const roles: readonly Partial<Attribute>[] = [
  { role: 'required' },
  { role: 'required' },
  { role: 'required', replace: true },
  { role: 'optional' },
  { role: 'optional' },
  { role: 'optional', replace: true },
  { role: 'computed' },
  { role: 'computed', stable: true },
  { role: 'optionalComputed' },
  { role: 'optionalComputed', stable: true },
  { role: 'optionalComputed', replace: true },
]

const nestings: readonly Nesting[] = ['single', 'list', 'set', 'map', 'set']

const leafOf = (types: typeof leaves): fc.Arbitrary<Attribute> =>
  fc
    .tuple(fc.constantFrom(...roles), fc.constantFrom(...types), fc.nat(2))
    .map(([flags, [type, [first]], chance]) => ({
      role: 'optional',
      type,
      description: 'A.',
      ...flags,
      ...(chance === 0 && flags.role === 'optionalComputed' ? { default: first } : {}),
    }))

const leaf = leafOf(leaves)
const plainText = leafOf(leaves.slice(1, 2))
const ownText = leafOf(leaves.slice(2, 3))

const nested = (of: fc.Arbitrary<Schema>): fc.Arbitrary<Attribute> =>
  fc
    .tuple(fc.constantFrom(...roles), fc.constantFrom(...nestings), of)
    .map(([flags, nesting, attributes]) => ({
      role: 'optional',
      description: 'A.',
      ...flags,
      type: { kind: 'nested', nesting, attributes },
    }))

const named = (of: fc.Arbitrary<Attribute>): fc.Arbitrary<Schema> =>
  fc
    .array(of, { minLength: 1, maxLength: 3 })
    .map((all) => Object.fromEntries(all.map((one, index) => ['pqr'[index] ?? 'z', one])))

/** Elements with a configured value. Nothing else would distinguish them. */
const sayable = (schema: Schema): Schema =>
  Object.values(schema).some(({ role }) => role === 'required')
    ? schema
    : { ...schema, s: { role: 'required', type: string, description: 'A.' } }

const inner = named(leaf).map(sayable)
const middle = named(
  fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: nested(inner) }),
).map(sayable)

/** Elements that are alike in most of what they say: which of them is which is the question. */
const crowd = fc
  .tuple(fc.constantFrom<Nesting>('set', 'set', 'list'), named(fc.oneof(plainText, ownText)))
  .map(([nesting, schema]): Schema => {
    const type = { kind: 'nested', nesting, attributes: sayable(schema) } as const
    return { p: { role: 'required', type, description: 'A.' } }
  })

const varied = named(
  fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 3, arbitrary: nested(middle) }),
)

/** The schema of an object, which the API names. */
export const anySchema: fc.Arbitrary<Schema> = fc.oneof(varied, crowd).map((schema) => ({
  id: { role: 'computed', type: string, description: 'Id.', stable: true },
  ...schema,
}))

const valuesOf = (type: TypeNode): readonly unknown[] =>
  leaves.find(([leafType]) => leafType === type)?.[1] ?? []

const isSilent = ({ role }: Attribute): boolean => role !== 'required'

/** Any known configuration. */
export const anyConfig = (schema: Schema): fc.Arbitrary<ConfigInput> =>
  fc.record(
    Object.fromEntries(
      Object.entries(schema).map(([name, attribute]) => [name, anyAttribute(attribute)]),
    ),
  )

const anyAttribute = (attribute: Attribute): fc.Arbitrary<unknown> => {
  if (attribute.role === 'computed') return fc.constant(null)
  const value = anyValue(attribute.type)
  return isSilent(attribute)
    ? fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: value })
    : value
}

const anyValue = (type: TypeNode): fc.Arbitrary<unknown> =>
  type.kind === 'nested' ? anyNested(type) : fc.constantFrom(...valuesOf(type))

const anyNested = ({ nesting, attributes }: Nested): fc.Arbitrary<unknown> => {
  const element = anyConfig(attributes)
  if (nesting === 'single') return element
  if (nesting === 'map') return fc.dictionary(fc.constantFrom('k', 'l'), element, { maxKeys: 2 })
  return fc.array(element, { maxLength: 3, size: 'max' })
}

/** What may stand in the place of a value, if it does not stay. */
type Instead = (type: TypeNode) => fc.Arbitrary<unknown>

const rarely = <T>(kept: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: kept }, { weight: 1, arbitrary: other })

const isFields = (value: unknown): value is ConfigInput =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const varyFields = (
  schema: Schema,
  config: ConfigInput,
  instead: Instead,
): fc.Arbitrary<ConfigInput> =>
  fc.record(
    Object.fromEntries(
      Object.entries(schema).map(([name, attribute]) => [
        name,
        attribute.role === 'computed'
          ? fc.constant(null)
          : vary(attribute.type, config[name], instead),
      ]),
    ),
  )

const vary = (type: TypeNode, value: unknown, instead: Instead): fc.Arbitrary<unknown> => {
  const whole = instead(type)
  if (type.kind !== 'nested' || value === null) return rarely(fc.constant(value), whole)
  return rarely(varyNested(type, value, instead), whole)
}

const varyNested = (type: Nested, value: unknown, instead: Instead): fc.Arbitrary<unknown> => {
  const element = (held: unknown): fc.Arbitrary<unknown> =>
    isFields(held) ? varyFields(type.attributes, held, instead) : fc.constant(held)
  if (type.nesting === 'single') return element(value)
  if (type.nesting === 'map' && isFields(value))
    return fc.record(
      Object.fromEntries(Object.entries(value).map(([key, held]) => [key, element(held)])),
    )
  const held: readonly unknown[] = Array.isArray(value) ? value : []
  return held.length === 0 ? fc.constant([]) : fc.tuple(...held.map(element))
}

/** The configuration with some of its parts not known yet. */
export const veiled = (schema: Schema, config: ConfigInput): fc.Arbitrary<ConfigInput> =>
  varyFields(schema, config, () => fc.constant(unknown))

/** A later configuration: some parts of it are others. */
export const changed = (schema: Schema, config: ConfigInput): fc.Arbitrary<ConfigInput> =>
  fc.oneof(varyFields(schema, config, anyValue), anyConfig(schema), shuffled(schema, config))

const shuffled = (schema: Schema, config: ConfigInput): fc.Arbitrary<ConfigInput> =>
  varyFields(schema, config, anyValue).chain((varied) =>
    fc.record(
      Object.fromEntries(
        Object.entries(schema).map(([name, { type }]) => [name, shuffledValue(type, varied[name])]),
      ),
    ),
  )

/** Most of the elements in another order, and others among them. */
const shuffledValue = (type: TypeNode, value: unknown): fc.Arbitrary<unknown> => {
  if (!Array.isArray(value) || type.kind !== 'nested') return fc.constant(value)
  const kept = fc.shuffledSubarray<unknown>(value, { minLength: Math.max(0, value.length - 1) })
  return fc
    .tuple(kept, fc.array(anyConfig(type.attributes), { maxLength: 2 }))
    .map(([some, others]) => [...others, ...some])
}
