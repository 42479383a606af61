import { codeBlock } from './code-block.ts'
import { readSource, type SourceFiles } from './source-files.ts'

/** Raised for a placeholder that nothing fills. */
export class PlaceholderError extends Error {
  readonly placeholder: string
  constructor(path: string, placeholder: string) {
    super(`${path}: unknown placeholder ${placeholder}.`)
    this.name = 'PlaceholderError'
    this.placeholder = placeholder
  }
}

/** What fills the placeholders of a template. */
export interface Filling {
  readonly files: SourceFiles
  /** Texts by their placeholder's name. */
  readonly texts: ReadonlyMap<string, string>
}

const PLACEHOLDER = /\{\{ (?<word>\w+)(?: "(?<file>[^"]+)")? \}\}/g

/**
 * A template with its placeholders filled: `{{ file "examples/a.tf" }}` by that file as a fenced
 * block, `{{ name }}` by the text of that name.
 *
 * @throws PlaceholderError, MissingSourceError
 */
export const fillTemplate = (path: string, { files, texts }: Filling): string =>
  readSource(files, path, 'a page').replaceAll(PLACEHOLDER, (placeholder, word, file) => {
    if (word === 'file' && file !== undefined) return codeBlock(file, readSource(files, file, path))
    const text = file === undefined ? texts.get(word) : undefined
    if (text === undefined) throw new PlaceholderError(path, placeholder)
    return text
  })
