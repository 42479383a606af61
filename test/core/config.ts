import { formatPath, type Path, type Step } from '../../src/framework/schema/path.ts'
import type { Schema, TypeNode } from '../../src/framework/schema/schema.ts'
import { isUnknown } from '../../src/framework/schema/unknown.ts'
import { distinct } from '../../src/framework/value/equal.ts'
import { Decimal, formatNumber, isNumber, parseNumber } from '../../src/framework/value/number.ts'
import {
  buildObject,
  Dynamic,
  type ObjectValue,
  type Value,
} from '../../src/framework/value/value.ts'
import { schemaType } from '../../src/framework/value/wire-type.ts'

/** A configuration that Terraform rejects before the provider receives it. */
export class ConfigError extends Error {
  readonly summary: string
  readonly path: Path
  constructor(summary: string, path: Path) {
    super(`${summary}: ${formatPath(path)}`)
    this.name = 'ConfigError'
    this.summary = summary
    this.path = path
  }
}

/** A configuration as a test writes it: plain data, without the attributes that are not set. */
export type ConfigInput = Readonly<Record<string, unknown>>

/**
 * The configuration as Terraform sends it: every attribute of the schema, each of its declared type.
 *
 * @throws ConfigError
 */
export const readConfig = (schema: Schema, input: ConfigInput): ObjectValue =>
  readFields(schema, input, [])

const readFields = (schema: Schema, input: ConfigInput, path: Path): ObjectValue => {
  const stray = Object.keys(input).find((name) => !Object.hasOwn(schema, name))
  if (stray !== undefined)
    throw new ConfigError('Unsupported argument', [...path, { attribute: stray }])
  return buildObject(
    Object.entries(schema).map(([name, { role, type }]) => {
      const at = [...path, { attribute: name }]
      const value = readValue(type, input[name], at)
      if (role === 'required' && value === null)
        throw new ConfigError('Missing required argument', at)
      return [name, value]
    }),
  )
}

const wrongType = (path: Path, expected: string): ConfigError =>
  new ConfigError(`Incorrect attribute value type, ${expected} required`, path)

/** Converts as Terraform's language does: numbers and booleans to text and back, lists to sets. */
const readValue = (type: TypeNode, input: unknown, path: Path): Value => {
  if (input === undefined || input === null) return null
  if (isUnknown(input)) return input
  switch (type.kind) {
    case 'string':
      return readString(input, path)
    case 'bool':
      return readBool(input, path)
    case 'int64':
    case 'number':
      return readNumber(input, path)
    case 'dynamic':
      return readDynamic(input, path)
    case 'list':
      return readItems(input, path, () => type.of)
    case 'set':
      return distinct(
        readItems(input, path, () => type.of),
        type.of,
      )
    case 'tuple':
      return readItems(input, path, (index) => type.of[index])
    case 'map':
      return readEntries(input, path, (held, at) => readValue(type.of, held, at))
    case 'object':
      return readObject(type.of, input, path)
    case 'nested':
      return readNested(type, input, path)
  }
}

const readString = (input: unknown, path: Path): string => {
  if (typeof input === 'string') return input.normalize('NFC')
  if (typeof input === 'boolean') return String(input)
  if (isNumber(input)) return formatNumber(input)
  throw wrongType(path, 'string')
}

const readBool = (input: unknown, path: Path): boolean => {
  if (input === true || input === 'true') return true
  if (input === false || input === 'false') return false
  throw wrongType(path, 'bool')
}

const readNumber = (input: unknown, path: Path): Value => {
  if (isNumber(input)) return parseNumber(formatNumber(input))
  if (typeof input !== 'string' || !/^-?\d/.test(input)) throw wrongType(path, 'number')
  return parseNumber(input)
}

const isFields = (input: unknown): input is ConfigInput =>
  typeof input === 'object' &&
  input !== null &&
  !Array.isArray(input) &&
  !(input instanceof Decimal)

const readItems = (
  input: unknown,
  path: Path,
  typeAt: (index: number) => TypeNode | undefined,
): readonly Value[] => {
  if (!Array.isArray(input)) throw wrongType(path, 'list')
  return input.map((held: unknown, index) => {
    const at = [...path, { index }]
    const type = typeAt(index)
    if (type === undefined) throw wrongType(at, 'nothing')
    return readValue(type, held, at)
  })
}

const readEntries = (
  input: unknown,
  path: Path,
  read: (held: unknown, at: readonly Step[]) => Value,
): ObjectValue => {
  if (!isFields(input)) throw wrongType(path, 'map')
  return buildObject(
    Object.entries(input).map(([key, held]) => [key, read(held, [...path, { key }])]),
  )
}

const readObject = (
  of: Readonly<Record<string, TypeNode>>,
  input: unknown,
  path: Path,
): ObjectValue => {
  if (!isFields(input)) throw wrongType(path, 'object')
  return buildObject(
    Object.entries(of).map(([name, type]) => {
      const at = [...path, { attribute: name }]
      if (!Object.hasOwn(input, name)) throw wrongType(at, `attribute "${name}"`)
      return [name, readValue(type, input[name], at)]
    }),
  )
}

type NestedType = Extract<TypeNode, { kind: 'nested' }>

const readNested = ({ nesting, attributes }: NestedType, input: unknown, path: Path): Value => {
  if (nesting === 'map') {
    return readEntries(input, path, (held, at) => readElement(attributes, held, at))
  }
  if (nesting === 'single') return readElement(attributes, input, path)
  if (!Array.isArray(input)) throw wrongType(path, 'list')
  const elements = input.map((held: unknown, index) =>
    readElement(attributes, held, [...path, { index }]),
  )
  return nesting === 'set' ? distinct(elements, schemaType(attributes)) : elements
}

const readElement = (attributes: Schema, input: unknown, path: Path): Value => {
  if (isUnknown(input) || input === null) return input
  if (!isFields(input)) throw wrongType(path, 'object')
  return readFields(attributes, input, path)
}

const readDynamic = (input: unknown, path: Path): Value => {
  const type = typeOf(input, path)
  return new Dynamic(type, readValue(type, input, path))
}

/** The type of a literal in Terraform's language. */
const typeOf = (input: unknown, path: Path): TypeNode => {
  if (typeof input === 'string') return { kind: 'string' }
  if (typeof input === 'boolean') return { kind: 'bool' }
  if (isNumber(input)) return { kind: 'number' }
  if (input === null || input === undefined) return { kind: 'dynamic' }
  if (Array.isArray(input)) {
    return {
      kind: 'tuple',
      of: input.map((held: unknown, index) => typeOf(held, [...path, { index }])),
    }
  }
  if (!isFields(input)) throw wrongType(path, 'a value')
  const types = Object.entries(input).map(([name, held]) => [
    name,
    typeOf(held, [...path, { attribute: name }]),
  ])
  return { kind: 'object', of: Object.fromEntries(types) }
}
