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
export type { AnyDataSource, AnyProvider, AnyResource } from './schema/erased.ts'
export { describeIdentity } from './schema/identity.ts'
export { formatPath, type Path } from './schema/path.ts'
export { type Host, type Log, provider } from './schema/provider.ts'
export {
  AttributeError,
  type Complaint,
  type Created,
  declare,
  Incomplete,
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
  dynamic,
  int64,
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
  stringWith,
} from './schema/type.ts'
export { isUnknown, type Uncertain, Unknown, unknown } from './schema/unknown.ts'
