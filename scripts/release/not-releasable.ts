/** Thrown when a release is not allowed. The message is the reason. */
export class NotReleasable extends Error {
  override readonly name = 'NotReleasable'
}
