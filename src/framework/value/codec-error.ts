import { formatPath, type Path } from '../schema/path.ts'

/** A value that does not match its type or its encoding. The message never contains the value, which may be a secret. */
export class CodecError extends Error {
  readonly path: Path
  /** The valid values. Completes "expected …": `a whole number`. */
  readonly expected: string
  /** The kind of the invalid value: `a list`. */
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
