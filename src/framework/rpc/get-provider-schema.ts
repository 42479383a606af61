import { checkProvider } from '../plan/check-provider.ts'
import type { AnyProvider } from '../schema/provider.ts'
import type { Rpc } from './answer.ts'
import type { ServerCapabilities } from './proto.ts'
import { typeName } from './session.ts'
import { wireSchema } from './wire-schema.ts'

export const capabilities: ServerCapabilities = {
  plan_destroy: true,
  get_provider_schema_optional: true,
  move_resource_state: true,
}

type Declared = AnyProvider['resources'][number] | AnyProvider['dataSources'][number]

const schemas = (provider: AnyProvider, declared: readonly Declared[]) =>
  Object.fromEntries(declared.map((one) => [typeName(provider, one), wireSchema(one)]))

/** Returns every schema. Terraform may not ask a later process of the same run again. */
export const getProviderSchema: Rpc<'GetProviderSchema'> = {
  name: 'GetProviderSchema',
  answer: (_, { session: { provider } }) => {
    checkProvider(provider)
    return {
      provider: wireSchema({ schema: provider.schema, description: provider.description }),
      resource_schemas: schemas(provider, provider.resources),
      data_source_schemas: schemas(provider, provider.dataSources),
      server_capabilities: capabilities,
    }
  },
}
