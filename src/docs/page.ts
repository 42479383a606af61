import type { AnyDataSource, AnyProvider, AnyResource } from '../framework/index.ts'
import { codeBlock } from './code-block.ts'
import { fillTemplate } from './fill-template.ts'
import { frontMatter } from './front-matter.ts'
import { importSection } from './import-section.ts'
import { schemaSection } from './schema-section.ts'
import { readSource, type SourceFiles } from './source-files.ts'

/** What the pages of one provider share. */
export interface Shelf {
  /** `dbtcloud`: what its types begin with. */
  readonly prefix: string
  readonly files: SourceFiles
  /** The registry's group of a type, which is named without the prefix. */
  readonly subcategories: ReadonlyMap<string, string>
}

/** The page of a resource. @throws MissingSourceError for one without examples, ImportExampleError */
export const resourcePage = (shelf: Shelf, resource: AnyResource): string => {
  const { type, schema } = resource
  const folder = `examples/resources/${shelf.prefix}_${type}`
  const path = `${folder}/import.sh`
  return join([
    ...opening(shelf, resource, 'Resource'),
    ...example(shelf, `${folder}/resource.tf`),
    schemaSection({ schema, immutable: resource.update === undefined }),
    ...notes(shelf, `templates/resources/${type}.md`),
    importSection(resource, { path, text: readSource(shelf.files, path, 'a resource') }),
  ])
}

/** The page of a data source. @throws MissingSourceError for one without an example */
export const dataSourcePage = (shelf: Shelf, dataSource: AnyDataSource): string => {
  const { type, schema } = dataSource
  return join([
    ...opening(shelf, dataSource, 'Data Source'),
    ...example(shelf, `examples/data-sources/${shelf.prefix}_${type}/data-source.tf`),
    schemaSection({ schema }),
    ...notes(shelf, `templates/data-sources/${type}.md`),
  ])
}

/** The provider's own page. @throws MissingSourceError without an example */
export const providerPage = (shelf: Shelf, { description, schema }: AnyProvider): string =>
  join([
    frontMatter({ title: `${shelf.prefix} Provider`, description }),
    `# ${shelf.prefix} Provider`,
    description,
    ...example(shelf, 'examples/provider/provider.tf'),
    schemaSection({ schema }),
    ...notes(shelf, 'templates/index.md'),
  ])

type Titled = Pick<AnyResource, 'type' | 'description'>

const opening = (shelf: Shelf, { type, description }: Titled, kind: string): readonly string[] => {
  const name = `${shelf.prefix}_${type}`
  const subcategory = shelf.subcategories.get(type) ?? ''
  return [
    frontMatter({ title: `${name} ${kind} - ${shelf.prefix}`, description, subcategory }),
    `# ${name} (${kind})`,
    description,
  ]
}

const example = ({ files }: Shelf, path: string): readonly string[] => [
  '## Example Usage',
  codeBlock(path, readSource(files, path, 'a page')),
]

/** What is to be said beyond the declaration, where there is something. */
const notes = ({ files }: Shelf, path: string): readonly string[] =>
  files.has(path) ? [fillTemplate(path, { files }).trim()] : []

const join = (sections: readonly string[]): string => `${sections.join('\n\n')}\n`
