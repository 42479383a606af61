/** The texts that pages are made of, by path: what is in `examples/` and `templates/`. */
export type SourceFiles = ReadonlyMap<string, string>

/** Raised where a page needs a file that is not there. */
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
