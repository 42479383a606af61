import { formatPath, type Path } from '../schema/path.ts'

/** A value that does not fit its type or its encoding. It tells kinds, never the value: that may be a secret. */
export class CodecError extends Error {
  readonly path: Path
  /** What a good value is, as the end of "expected …": `a whole number`. */
  readonly expected: string
  /** The kind of what was there instead: `a list`. */
  readonly found: string
  constructor(path: Path, expected: string, found: string) {
    const where = formatPath(path)
    super(`${where === '' ? '' : `${where}: `}expected ${expected}, found ${found}`)
    this.name = 'CodecError'
    this.path = path
    this.expected = expected
    this.found = found
  }
}
