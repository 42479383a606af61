/** The texts of `examples/` and `templates/`, from which pages are rendered, by path. */
export type SourceFiles = ReadonlyMap<string, string>

/** Raised when a file that a page needs does not exist. */
export class MissingSourceError extends Error {
  readonly path: string
  constructor(path: string, wanted: string) {
    super(`${path} is missing: ${wanted} needs it.`)
    this.name = 'MissingSourceError'
    this.path = path
  }
}

/** @throws MissingSourceError */
export const readSource = (files: SourceFiles, path: string, wanted: string): string => {
  const text = files.get(path)
  if (text === undefined) throw new MissingSourceError(path, wanted)
  return text
}
