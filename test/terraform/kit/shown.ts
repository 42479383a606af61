/** The part of `show -json` that the tests use. Numbers beyond 2^53 are rounded. */

export interface Change {
  readonly actions: readonly string[]
  readonly before: Attributes | null
  readonly after: Attributes | null
  readonly after_unknown: unknown
  readonly replace_paths?: readonly (readonly (string | number)[])[]
  readonly importing?: { readonly id: string }
}

export type Attributes = Readonly<Record<string, unknown>>

export interface ResourceChange {
  readonly address: string
  readonly type: string
  readonly change: Change
  readonly action_reason?: string
}

export interface Plan {
  readonly resource_changes?: readonly ResourceChange[]
  readonly resource_drift?: readonly ResourceChange[]
}

export interface Instance {
  readonly address: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly tainted?: boolean
  readonly values: Attributes
}

export interface State {
  readonly values?: {
    readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>
    readonly root_module: { readonly resources?: readonly Instance[] }
  }
}

/** The instances in a state, including data sources. */
export const instances = ({ values }: State): readonly Instance[] =>
  values?.root_module.resources ?? []

/** The changes in a plan, without no-ops. */
export const proposals = ({ resource_changes = [] }: Plan): readonly ResourceChange[] =>
  resource_changes.filter(({ change }) => change.actions.join(' ') !== 'no-op')
