import type { Erased } from './erased.ts'
import type { AnyDataSource, AnyResource, Complaint } from './resource.ts'
import type { Schema, View } from './schema.ts'
import type { Uncertain } from './unknown.ts'

/** Writes one structured line to the host's log. Fields never hold a secret or a body. */
export type Log = (
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void

/** What `configure` learns of the host besides the configuration. */
export interface Host {
  readonly terraformVersion: string
  readonly log: Log
  /** Tells the user something that is not about one call; the same summary once. */
  readonly warn: (summary: string, detail: string) => void
}

export interface ProviderDeclaration<S extends Schema, A> {
  /** The prefix of its types: `dbtcloud`. */
  readonly name: string
  readonly version: string
  readonly description: string
  readonly schema: S
  validate?(context: { readonly config: Uncertain<View<S, 'config'>> }): readonly Complaint[]
  /** Makes the client. Values may be unknown: then the client fails when it is first used. */
  configure(context: { readonly config: Uncertain<View<S, 'config'>>; readonly host: Host }): A
  /**
   * Where the objects of the client live: `{ account_id: '123' }`. It is kept with each object, and an object of
   * another scope is neither read nor changed. Undefined while it is unknown.
   */
  scope?(api: A): Readonly<Record<string, string>> | undefined
  /** True of the error that says: this object does not exist (any more). */
  isAbsent(error: unknown): boolean
  readonly resources: readonly AnyResource<A>[]
  readonly dataSources: readonly AnyDataSource<A>[]
}

/** Any provider, whatever its client. */
export type AnyProvider<A = Erased> = ProviderDeclaration<Erased, A>

export const provider = <S extends Schema, A>(
  declaration: ProviderDeclaration<S, A>,
): ProviderDeclaration<S, A> => declaration
