import { createHash } from 'node:crypto'
import { isConfigurable } from '../../../src/framework/schema/attribute.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import type { ConfigInput } from '../../core/config.ts'

/** The engine gives each resource a seed, the same in preview and update. */
export interface Naming {
  /** The resource's name in the program. */
  readonly name: string
  readonly seed: string
  /** The inputs of the last update, or as a refresh or an import has found them. */
  readonly old: ConfigInput | undefined
}

/**
 * The inputs with a generated name if the program has none: the name of the last update, or the
 * resource's own name and seven hex digits (pkg/tfbridge/info/autonaming.go).
 */
export const autoname = (schema: Schema, inputs: ConfigInput, naming: Naming): ConfigInput => {
  const name = schema['name']
  const isNamed = name && isConfigurable(name) && name.type.kind === 'string'
  if (!isNamed || 'name' in inputs) return inputs
  return { ...inputs, name: naming.old?.['name'] ?? fresh(naming) }
}

const fresh = ({ name, seed }: Naming): string =>
  `${name}-${createHash('sha256').update(seed).digest('hex').slice(0, 7)}`
