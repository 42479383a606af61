import type { Rpc } from './answer.ts'

/** Hosts that merge several providers ask here for what the schema's answer also holds. */
export const getFunctions: Rpc<'GetFunctions'> = {
  name: 'GetFunctions',
  answer: () => ({ functions: {} }),
}
