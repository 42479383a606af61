import { isConfigurable, type Schema } from '../framework/index.ts'
import { camelCase } from './pulumi-name.ts'

/**
 * How the dynamic bridge translates a resource's `id` (pulumi-terraform-bridge 3.136 and 3.137,
 * pkg/tfbridge/tokens/fixups.go).
 */
export type PulumiId =
  /** The text is Pulumi's own `id`. There is no property of that name. */
  | { readonly kind: 'own' }
  /** `id` is the literal text `missing ID`. A property contains the value, if there is one. */
  | { readonly kind: 'missing'; readonly property?: string }
  /** `id` repeats a property that the user can set. */
  | { readonly kind: 'copied'; readonly property: string }

/** Raised if other attributes already have every name that the bridge tries for the ID. */
export class NoNameForIdError extends Error {
  readonly type: string
  constructor(type: string) {
    super(`The bridge finds no name for the id of ${type}.`)
    this.name = 'NoNameForIdError'
    this.type = type
  }
}

interface Named {
  /** `scim_config_token` */
  readonly type: string
  readonly schema: Schema
  readonly package: string
}

/** @throws NoNameForIdError */
export const pulumiId = ({ type, schema, package: name }: Named): PulumiId => {
  const id = schema['id']
  if (id === undefined) return { kind: 'missing' }
  if (!isConfigurable(id) && id.type.kind === 'string') return { kind: 'own' }
  const names = [`${type}_id`, `${name}_${type}_id`, 'resource_id', `${name}_id`]
  const free = names.find((candidate) => !(candidate in schema))
  if (free === undefined) throw new NoNameForIdError(type)
  const property = camelCase(free)
  return { kind: id.role === 'computed' || id.role === 'optional' ? 'missing' : 'copied', property }
}
