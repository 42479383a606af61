import type { Rpc } from './answer.ts'
import { UnknownTypeError } from './session.ts'

/** No provider declares functions yet. The response has its own error field. */
export const callFunction: Rpc<'CallFunction'> = {
  name: 'CallFunction',
  answer: ({ name = '' }) => {
    throw new UnknownTypeError(name, 'function')
  },
  failed: (diagnostics) => ({
    error: { text: diagnostics.map(({ detail }) => detail).join('; ') },
  }),
}
