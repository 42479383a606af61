import type { Erased } from './erased.ts'
import type { AnyDataSource, AnyResource, Complaint } from './resource.ts'
import type { Schema, View } from './schema.ts'
import type { Uncertain } from './unknown.ts'

/** Writes one structured line to the host's log. Fields never contain a secret or a body. */
export type Log = (
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void

/** Pulumi runs the provider through its bridge. OpenTofu counts as Terraform. */
export type HostName = 'terraform' | 'pulumi'

/** The data about the host that `configure` receives. */
export interface Host {
  readonly name: HostName
  readonly terraformVersion: string
  readonly log: Log
  /** Shows the user a warning that does not belong to one call. The same summary is shown once. */
  readonly warn: (summary: string, detail: string) => void
}

export interface ProviderDeclaration<S extends Schema, A> {
  /** The prefix of its types: `dbtcloud`. */
  readonly name: string
  readonly version: string
  readonly description: string
  readonly schema: S
  validate?(context: { readonly config: Uncertain<View<S, 'config'>> }): readonly Complaint[]
  /** Creates the client. If values are unknown, the client fails when it is first used. */
  configure(context: { readonly config: Uncertain<View<S, 'config'>>; readonly host: Host }): A
  /**
   * The scope of the client's objects: `{ account_id: '123' }`. It is saved with each object, and an object of
   * another scope is neither read nor changed. Undefined while it is unknown.
   */
  scope?(api: A): Readonly<Record<string, string>> | undefined
  /**
   * Removes what looks like a secret from a text for the user. A person may paste a token where an ID is expected,
   * and refusals show the value.
   */
  redact?(text: string): string
  /** True for the error that proves that an object does not exist. */
  isAbsent(error: unknown): boolean
  readonly resources: readonly AnyResource<A>[]
  readonly dataSources: readonly AnyDataSource<A>[]
}

/** Any provider, with any client. */
export type AnyProvider<A = Erased> = ProviderDeclaration<Erased, A>

export const provider = <S extends Schema, A>(
  declaration: ProviderDeclaration<S, A>,
): ProviderDeclaration<S, A> => declaration
