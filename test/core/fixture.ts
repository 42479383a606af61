import {
  computed,
  optional,
  optionalComputed,
  required,
  writeOnly,
} from '../../src/framework/schema/attribute.ts'
import type { Schema } from '../../src/framework/schema/schema.ts'
import {
  dynamic,
  list,
  listNested,
  map,
  mapNested,
  number,
  object,
  set,
  setNested,
  singleNested,
  string,
} from '../../src/framework/schema/type.ts'
import type { ObjectValue } from '../../src/framework/value/value.ts'
import { type ConfigInput, readConfig } from './config.ts'

const element = {
  key: optional(string, ''),
  made: computed(string, ''),
  maybe: optionalComputed(string, ''),
} satisfies Schema

/** Every role and nesting, all of them optional in a configuration. */
export const schema = {
  text: optional(string, ''),
  size: optional(number, ''),
  maybe: optionalComputed(string, ''),
  made: computed(string, ''),
  hidden: optional(string, '', { sensitive: true }),
  write: writeOnly(string, ''),
  any: optional(dynamic, ''),
  words: optional(list(string), ''),
  ports: optional(set(string), ''),
  tags: optional(map(string), ''),
  point: optional(object({ x: number }), ''),
  one: optional(singleNested(element), ''),
  several: optional(listNested(element), ''),
  bag: optional(setNested(element), ''),
  keyed: optional(mapNested(element), ''),
  offered: optionalComputed(listNested(element), ''),
  found: optionalComputed(listNested({ made: element.made }), ''),
  deep: optional(singleNested({ ...element, list: optional(listNested(element), '') }), ''),
  secretive: optional(singleNested({ key: optional(string, '', { sensitive: true }) }), ''),
  nest: optional(
    setNested({
      one: optional(singleNested(element), ''),
      list: optional(listNested(element), ''),
      map: optional(mapNested(element), ''),
      set: optional(setNested(element), ''),
      flat: optional(set(string), ''),
    }),
    '',
  ),
  guarded: optional(singleNested({ write: writeOnly(string, '') }), ''),
} satisfies Schema

/** An object of the schema. Attributes that are not named are null. */
export const value = (input: ConfigInput): ObjectValue => readConfig(schema, input)

export const valueOrNull = (input: ConfigInput | null): ObjectValue | null => input && value(input)

/** The schema with its required attribute, for tests of that attribute. */
export const strict = { name: required(string, '') } satisfies Schema
