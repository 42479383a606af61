import { fromWire, toWire } from '../../../src/framework/rpc/dynamic-value.ts'
import type { DynamicValue } from '../../../src/framework/rpc/proto.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import { buildObject, type ObjectValue, type Value } from '../../../src/framework/value/value.ts'
import type { Break } from '../breaking.ts'
import { cornerProvider, type Fields, Store } from '../provider.ts'

const { resources, dataSources } = cornerProvider(new Store())

/** For the only data source. */
export const dataSchema: Schema = dataSources[0]?.schema ?? {}

const schemaOf = ({ type_name }: Fields): Schema =>
  resources.find(({ type }) => `corner_${type}` === type_name)?.schema ?? {}

const nulls = (schema: Schema): ObjectValue =>
  buildObject(Object.keys(schema).map((name) => [name, null]))

type Change = (value: ObjectValue) => Value

/** Changes the object in one field of a response. Null counts as an object of nulls. */
export const changing =
  (field: string, change: Change): Break =>
  (response, request) => {
    const schema = schemaOf(request)
    const value = fromWire(response[field] as DynamicValue, schema) ?? nulls(schema)
    return { ...response, [field]: toWire(change(value), schema) }
  }

export const setting = (field: string, name: string, value: () => Value): Break =>
  changing(field, (object) => buildObject([...Object.entries(object), [name, value()]]))

export const plans = (name: string, value: Value) => setting('planned_state', name, () => value)
export const returns = (name: string, value: Value) => setting('new_state', name, () => value)

export const fixed =
  (fields: object): Break =>
  (response) => ({ ...response, ...fields })

/** An object without some of its attributes. */
export const lacking = { msgpack: Buffer.from([0x81, 0xa2, 0x69, 0x64, 0xc0]) }

export const deferring = fixed({ deferred: { reason: 'RESOURCE_CONFIG_UNKNOWN' } })

const isNull = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'msgpack' in value
    ? Buffer.from(value.msgpack as Uint8Array).equals(Buffer.from([0xc0]))
    : true

/** Breaks only a destroy, where the planned or returned value is null. */
export const ending =
  (field: string, by: Break): Break =>
  (response, request) =>
    isNull(response[field]) ? by(response, request) : response

export const imports = (...objects: readonly ((request: Fields) => object)[]): Break => {
  return (response, request) => ({
    ...response,
    diagnostics: [],
    imported_resources: objects.map((object) => object(request)),
  })
}

export const imported =
  (fields: Readonly<Record<string, Value>>) =>
  (request: Fields): object => {
    const schema = schemaOf(request)
    const state = buildObject([...Object.entries(nulls(schema)), ...Object.entries(fields)])
    return { type_name: request['type_name'], state: toWire(state, schema) }
  }

export const element = (fields: Readonly<Record<string, Value>>): ObjectValue =>
  buildObject(Object.entries({ name: null, note: null, size: 7, serial: null, ...fields }))

export const byKey = (...keys: readonly string[]) =>
  buildObject(keys.map((key) => [key, element({ name: key })]))
