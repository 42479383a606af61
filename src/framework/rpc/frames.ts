import { guarded } from '../schema/guarded.ts'

/**
 * The stack frames of an error, without its message: a message may quote data (`JSON.parse` does) and with it a
 * secret.
 */
export const framesOf = (error: unknown): readonly string[] =>
  guarded([], () => (error instanceof Error ? framesIn(String(error.stack), error.message) : []))

// V8 writes the message, followed by at most ten frames. A message may contain lines that look like frames.
const framesIn = (stack: string, message: unknown): readonly string[] => {
  const at = typeof message === 'string' ? stack.indexOf(message) : -1
  const frames = at < 0 ? stack : stack.slice(at + String(message).length)
  return frames
    .slice(-MOST_OF_STACK)
    .split('\n')
    .filter((line) => line.startsWith('    at '))
}

const MOST_OF_STACK = 16_384
