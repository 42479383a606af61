import type { Rpc } from './answer.ts'

/** Terraform 1.12 and later always call this. No resource has an identity on the wire yet. */
export const getResourceIdentitySchemas: Rpc<'GetResourceIdentitySchemas'> = {
  name: 'GetResourceIdentitySchemas',
  answer: () => ({}),
}
