/**
 * Where an error was raised: the frames of its stack. Its text is left out, for it may quote the data at
 * hand (`JSON.parse` does), and a secret with it.
 */
export const framesOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
    : []
