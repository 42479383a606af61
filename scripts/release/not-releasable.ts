/** What is there must not be released; the message says why, for the person who tried. */
export class NotReleasable extends Error {
  override readonly name = 'NotReleasable'
}
