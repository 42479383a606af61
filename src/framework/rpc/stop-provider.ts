import type { Rpc } from './answer.ts'

/** Aborts what is under way. What comes later, in a process that lives on, starts afresh. */
export const stopProvider: Rpc<'StopProvider'> = {
  name: 'StopProvider',
  answer: (_, { session }) => {
    const { stop } = session
    session.stop = new AbortController()
    stop.abort()
    return {}
  },
  failed: (diagnostics) => ({ Error: diagnostics.map(({ detail }) => detail).join('; ') }),
}
