import { checkDeclarations, DeclarationError } from '../schema/check.ts'
import type { AnyProvider } from '../schema/provider.ts'
import type { Attribute, Schema } from '../schema/schema.ts'
import { CodecError } from '../value/codec-error.ts'
import { encode } from '../value/msgpack.ts'
import type { Value } from '../value/value.ts'
import { defaultOf } from './defaults.ts'
import { misfits } from './misfit.ts'
import { validateConfig } from './validate.ts'

/**
 * Checks every declaration of a provider, before a host sees it.
 *
 * @throws DeclarationError that lists every fault by type and attribute
 */
export const checkProvider = (provider: AnyProvider): void => {
  const faults = [
    ...checkDeclarations(provider),
    ...provider.resources.flatMap(({ type, schema }) => defaultFaults(type, schema)),
  ]
  if (faults.length > 0) throw new DeclarationError(faults)
}

/** A default is planned like a configured value, so it must be a valid one. */
const defaultFaults = (where: string, schema: Schema): readonly string[] =>
  Object.entries(schema).flatMap(([name, attribute]) => {
    const at = `${where}.${name}`
    const inner =
      attribute.type.kind === 'nested' ? defaultFaults(at, attribute.type.attributes) : []
    if (attribute.default === undefined) return inner
    return [...inner, ...faultsOf(name, attribute).map((fault) => `${at}: its default: ${fault}`)]
  })

const faultsOf = (name: string, attribute: Attribute): readonly string[] => {
  const value = defaultOf(attribute)
  const wrong = wrongType(attribute, value)
  if (wrong !== undefined) return [wrong]
  const schema = { [name]: attribute }
  const config = { [name]: value }
  const complaints = [
    ...misfits(schema, config),
    ...validateConfig(schema, config, { writeOnly: true }),
  ]
  return complaints.filter(({ severity }) => severity !== 'warning').map(({ detail }) => detail)
}

const wrongType = ({ type }: Attribute, value: Value): string | undefined => {
  try {
    encode(value, type)
    return undefined
  } catch (error) {
    if (error instanceof CodecError) return error.message
    throw error
  }
}
