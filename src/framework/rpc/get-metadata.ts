import type { Rpc } from './answer.ts'
import { capabilities } from './get-provider-schema.ts'
import { typeName } from './session.ts'

/** The names of all types, without schemas. Terraform does not call this; servers that combine providers do. */
export const getMetadata: Rpc<'GetMetadata'> = {
  name: 'GetMetadata',
  answer: (_, { session: { provider } }) => ({
    server_capabilities: capabilities,
    resources: provider.resources.map((one) => ({ type_name: typeName(provider, one) })),
    data_sources: provider.dataSources.map((one) => ({ type_name: typeName(provider, one) })),
  }),
}
