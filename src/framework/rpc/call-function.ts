import type { Rpc } from './answer.ts'
import { UnknownTypeError } from './session.ts'

/** No provider declares functions yet. A call reports its failure in an error field of its own. */
export const callFunction: Rpc<'CallFunction'> = {
  name: 'CallFunction',
  answer: ({ name = '' }) => {
    throw new UnknownTypeError(name, 'function')
  },
  failed: (diagnostics) => ({
    error: { text: diagnostics.map(({ detail }) => detail).join('; ') },
  }),
}
