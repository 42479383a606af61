import type { Rpc } from './answer.ts'

/**
 * Aborts what is under way. In a hosted process nothing starts any more: what the host still asks for is part of the
 * command that was stopped. A debug process lives on and starts afresh.
 */
export const stopProvider: Rpc<'StopProvider'> = {
  name: 'StopProvider',
  answer: (_, { session }) => {
    const { stop } = session
    if (session.mode === 'debug') session.stop = new AbortController()
    stop.abort()
    return {}
  },
  failed: (diagnostics) => ({ Error: diagnostics.map(({ detail }) => detail).join('; ') }),
}
