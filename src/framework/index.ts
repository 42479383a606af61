// The only door of the framework for declarations. `src/main.ts` alone also starts its server.
export { wireSchema } from './rpc/wire-schema.ts'
export {
  computed,
  isComputed,
  isConfigurable,
  optional,
  optionalComputed,
  required,
  writeOnly,
} from './schema/attribute.ts'
export { derive } from './schema/derive.ts'
export { formatPath, type Path } from './schema/path.ts'
export { type AnyProvider, type Host, type Log, provider } from './schema/provider.ts'
export {
  type AnyDataSource,
  type AnyResource,
  AttributeError,
  type Complaint,
  type Created,
  declare,
  Incomplete,
  type Private,
  type Returned,
  type State,
} from './schema/resource.ts'
export type {
  Attribute,
  Integer,
  Schema,
  Type,
  TypeNode,
  Validator,
  View,
} from './schema/schema.ts'
export {
  bool,
  decimal,
  dynamic,
  int64,
  list,
  listNested,
  map,
  mapNested,
  normalized,
  nullable,
  number,
  object,
  set,
  setNested,
  singleNested,
  string,
  stringWith,
} from './schema/type.ts'
export { isUnknown, type Uncertain, Unknown, unknown } from './schema/unknown.ts'
export { Decimal } from './value/number.ts'
export { printableLine, printableText } from './value/printable.ts'
export { Dynamic } from './value/value.ts'
