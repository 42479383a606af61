import type { Rpc } from './answer.ts'
import { capabilities } from './get-provider-schema.ts'
import { typeName } from './session.ts'

/** Names what there is, without schemas. Terraform never asks; muxing servers do. */
export const getMetadata: Rpc<'GetMetadata'> = {
  name: 'GetMetadata',
  answer: (_, { session: { provider } }) => ({
    server_capabilities: capabilities,
    resources: provider.resources.map((one) => ({ type_name: typeName(provider, one) })),
    data_sources: provider.dataSources.map((one) => ({ type_name: typeName(provider, one) })),
  }),
}
