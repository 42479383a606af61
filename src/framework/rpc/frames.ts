import { guarded } from '../schema/guarded.ts'

/**
 * Where an error was raised: the frames of its stack. Its message is left out, because it may quote the data
 * at hand (`JSON.parse` does), and a secret with it.
 */
export const framesOf = (error: unknown): readonly string[] =>
  guarded([], () => (error instanceof Error ? framesIn(String(error.stack), error.message) : []))

// V8 writes the message, then at most ten frames. A message may have lines that look like frames.
const framesIn = (stack: string, message: unknown): readonly string[] => {
  const at = typeof message === 'string' ? stack.indexOf(message) : -1
  const frames = at < 0 ? stack : stack.slice(at + String(message).length)
  return frames
    .slice(-MOST_OF_STACK)
    .split('\n')
    .filter((line) => line.startsWith('    at '))
}

const MOST_OF_STACK = 16_384
