import type { Rpc } from './answer.ts'

/** Asked by Terraform from 1.12 on, always: no resource has an identity on the wire yet. */
export const getResourceIdentitySchemas: Rpc<'GetResourceIdentitySchemas'> = {
  name: 'GetResourceIdentitySchemas',
  answer: () => ({}),
}
