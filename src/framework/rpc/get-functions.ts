import type { Rpc } from './answer.ts'

/** For servers that combine providers. Terraform reads functions from the schema. */
export const getFunctions: Rpc<'GetFunctions'> = {
  name: 'GetFunctions',
  answer: () => ({ functions: {} }),
}
