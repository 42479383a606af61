// The one file with `any`: lists hold resources of many schemas, and a schema is both read from
// (state) and written to (plan), so no single type argument but `any` stands for all of them.
// What crosses here at run time is checked by the codec, which walks the declared schema.
import type { ProviderDeclaration } from './provider.ts'
import type { DataSource, Resource } from './resource.ts'

/** Any resource that works with the client `A`. */
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyResource<A = any> = Resource<any, any, A>

/** Any data source that works with the client `A`. */
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyDataSource<A = any> = DataSource<any, A>

/** Any provider, whatever its client. */
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyProvider<A = any> = ProviderDeclaration<any, A>
