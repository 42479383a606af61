import type { Erased } from './erased.ts'
import { guarded } from './guarded.ts'
import type { Path } from './path.ts'
import type { Once, Schema, Stable, View } from './schema.ts'
import type { Uncertain } from './unknown.ts'

/** What every verb gets. */
export interface Ambient<A> {
  /** The client that the provider's `configure` returned. */
  readonly api: A
  /** Aborted when the host asks the provider to stop. */
  readonly signal: AbortSignal
  /** Shows the user a warning. The operation does not fail. */
  readonly warn: (summary: string, detail: string, path?: Path) => void
}

/** Values that are stored with the state and not shown to users. They must be JSON and never a secret. */
export interface Private {
  readonly get: (key: string) => PrivateValue | undefined
  /** `undefined` removes the key. Saved with the state, also if the verb fails after the object exists. */
  readonly set: (key: string, value: PrivateValue | undefined) => void
}

/** JSON. */
export type PrivateValue =
  | null
  | boolean
  | string
  | number
  | readonly PrivateValue[]
  | { readonly [name: string]: PrivateValue }

/** What every verb of a resource gets, in addition to its state or plan. */
export interface ResourceAmbient<A> extends Ambient<A> {
  readonly private: Private
}

type Identified<S, I extends PropertyKey> = View<S, 'state'> & {
  readonly [K in I & keyof View<S, 'state'>]: NonNullable<View<S, 'state'>[K]>
}

/** The state of an object that exists: its identity is never null. */
export type State<S, I extends PropertyKey = 'id'> = Identified<S, I>

type Plan<S> = View<S, 'plan'>
type Config<S> = View<S, 'config'>
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** The `id` of an identity of several attributes is derived: verbs do not return it. */
type Derived<I extends PropertyKey> = 'id' extends I ? never : 'id'

/**
 * What a create returns: all computed attributes, and anything else that the API returned. Fields that the schema
 * does not declare are dropped, `null` clears, and `undefined` keeps the planned value.
 */
export type Created<S, I extends PropertyKey = 'id'> = Omit<
  View<S, 'state'>,
  keyof Plan<S> | Derived<I>
> &
  Loose<Plan<S>>

/** What a read returns: `undefined` keeps the prior value. */
export type Returned<S> = Loose<View<S, 'state'>>

/** The computed attributes that keep their value through an update. */
type Kept<S> = { [K in keyof S]: S[K] extends Once | Stable ? K : never }[keyof S]

/**
 * What an update returns: all computed attributes that may have changed. `undefined` keeps the planned value.
 */
export type Updated<S, I extends PropertyKey = 'id'> = Omit<
  View<S, 'state'>,
  keyof Plan<S> | Derived<I> | Kept<S>
> &
  Loose<View<S, 'state'>>

export interface PlanHook<S, A> {
  readonly config: Uncertain<Config<S>>
  readonly prior: View<S, 'state'> | null
  readonly planned: Uncertain<View<S, 'state'>>
  readonly api: A | undefined
}

/** What a plan hook changes: new planned values, and attributes that force replacement. */
export interface PlanChange<S> {
  readonly planned?: Loose<Uncertain<View<S, 'state'>>>
  readonly replace?: readonly (keyof S & string)[]
}

/** One complaint of a `validate` hook. */
export interface Complaint {
  readonly summary: string
  readonly detail: string
  readonly path?: Path
  readonly severity?: 'error' | 'warning'
}

export interface Mover {
  /** `registry.terraform.io/dbt-labs/dbtcloud`, or its end. */
  readonly provider: string
  readonly type: string
  readonly version: number
  move(state: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
}

export interface ResourceDeclaration<S extends Schema, I extends string, A> {
  readonly description: string
  readonly schema: S
  /** The attributes that name one object; also the import id, joined by `:`. Default: `id`. */
  readonly identity?: readonly (I & keyof S & string)[]
  /** True for an object that exists without a create, which only sets it. A failed create of it is not undone. */
  readonly isSingleton?: boolean
  /** Version of the stored state. Default: 0. */
  readonly version?: number
  /** Upgrades from each older version of the stored state to the current one. */
  readonly upgrade?: Readonly<
    Record<number, (state: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>
  >
  readonly move?: readonly Mover[]
  validate?(context: { readonly config: Uncertain<Config<S>> }): readonly Complaint[]
  plan?(context: PlanHook<S, A>): PlanChange<S> | Promise<PlanChange<S>>
  /**
   * Runs when the first create with a client is planned. It throws what a create would throw, as far as that can be
   * known, and the plan shows it as a warning.
   */
  preflight?(context: Ambient<A>): Promise<unknown>
  create(
    context: ResourceAmbient<A> & {
      readonly plan: Plan<S>
      readonly config: Config<S>
      /** Aborted, before `signal`, when the host will not record the result: what was created must be deleted. */
      readonly abandoned: AbortSignal
    },
  ): Promise<Created<S, I>>
  read(
    context: ResourceAmbient<A> & {
      readonly state: State<S, I>
      /** True during an import: the state holds only the identity, and the read returns what exists now. */
      readonly isImport: boolean
    },
  ): Promise<Returned<S>>
  /** Without it, changing any configurable attribute replaces the object. */
  update?(
    context: ResourceAmbient<A> & {
      readonly plan: Plan<S>
      readonly config: Config<S>
      readonly state: State<S, I>
    },
  ): Promise<Updated<S, I>>
  delete(context: ResourceAmbient<A> & { readonly state: State<S, I> }): Promise<void>
}

export interface Resource<S extends Schema, I extends string, A>
  extends ResourceDeclaration<S, I, A> {
  /** Without the provider's prefix: `scim_config_token`. */
  readonly type: string
}

/** Any resource that works with the client `A`. */
export type AnyResource<A = Erased> = Resource<Erased, Erased, A>

export interface DataSourceDeclaration<S extends Schema, A> {
  readonly description: string
  readonly schema: S
  validate?(context: { readonly config: Uncertain<Config<S>> }): readonly Complaint[]
  read(context: Ambient<A> & { readonly config: Config<S> }): Promise<Returned<S>>
}

export interface DataSource<S extends Schema, A> extends DataSourceDeclaration<S, A> {
  readonly type: string
}

/** Any data source that works with the client `A`. */
export type AnyDataSource<A = Erased> = DataSource<Erased, A>

/**
 * The two makers of declarations for one client type.
 *
 * @example
 * const { resource, dataSource } = declare<Api>()
 * export const token = resource('scim_config_token', { description, schema, create, read, delete })
 */
export const declare = <A>() => ({
  resource: <S extends Schema, const I extends string = 'id'>(
    type: string,
    declaration: ResourceDeclaration<S, I, A>,
  ): Resource<S, I, A> => ({ type, ...declaration }),
  dataSource: <S extends Schema>(
    type: string,
    declaration: DataSourceDeclaration<S, A>,
  ): DataSource<S, A> => ({ type, ...declaration }),
})

/** Thrown by a verb that failed after the object was created. The fields are saved to the state. */
export class Incomplete extends Error {
  readonly fields: Readonly<Record<string, unknown>>
  constructor(fields: Readonly<Record<string, unknown>>, cause: Error) {
    // A constructor that throws here would lose the fields.
    super(
      guarded('', () => cause.message),
      { cause },
    )
    this.name = 'Incomplete'
    this.fields = fields
  }
}

/** An error about one attribute of the configuration. */
export class AttributeError extends Error {
  readonly path: Path
  constructor(path: Path, message: string) {
    super(message)
    this.name = 'AttributeError'
    this.path = path
  }
}
