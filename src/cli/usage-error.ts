/** The command line is invalid. The message is one or two sentences that say what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
