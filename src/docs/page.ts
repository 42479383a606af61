import type { AnyDataSource, AnyProvider, AnyResource } from '../framework/index.ts'
import { codeBlock } from './code-block.ts'
import { type Filling, fillTemplate } from './fill-template.ts'
import { frontMatter } from './front-matter.ts'
import { importSection } from './import-section.ts'
import { schemaSection } from './schema-section.ts'
import { readSource } from './source-files.ts'

/** What the pages of one provider share. */
export interface Shared extends Filling {
  /** `dbtcloud`: the prefix of its types. */
  readonly prefix: string
  /** The registry's group of a type, which is named without the prefix. */
  readonly subcategories: ReadonlyMap<string, string>
}

/** The page of a resource. @throws MissingSourceError for one without examples, ImportExampleError */
export const resourcePage = (shared: Shared, resource: AnyResource): string => {
  const { type, schema } = resource
  const folder = `examples/resources/${shared.prefix}_${type}`
  const path = `${folder}/import.sh`
  return join([
    ...opening(shared, resource, 'Resource'),
    ...example(shared, `${folder}/resource.tf`),
    schemaSection({ schema, immutable: resource.update === undefined }),
    ...notes(shared, `templates/resources/${type}.md`),
    importSection(resource, { path, text: readSource(shared.files, path, 'a resource') }),
  ])
}

/** The page of a data source. @throws MissingSourceError for one without an example */
export const dataSourcePage = (shared: Shared, dataSource: AnyDataSource): string => {
  const { type, schema } = dataSource
  return join([
    ...opening(shared, dataSource, 'Data Source'),
    ...example(shared, `examples/data-sources/${shared.prefix}_${type}/data-source.tf`),
    schemaSection({ schema }),
    ...notes(shared, `templates/data-sources/${type}.md`),
  ])
}

/** The provider's own page. @throws MissingSourceError without an example */
export const providerPage = (shared: Shared, { description, schema }: AnyProvider): string =>
  join([
    frontMatter({ title: `${shared.prefix} Provider`, description }),
    `# ${shared.prefix} Provider`,
    description,
    ...example(shared, 'examples/provider/provider.tf'),
    schemaSection({ schema }),
    ...notes(shared, 'templates/index.md'),
  ])

type Titled = Pick<AnyResource, 'type' | 'description'>

const opening = (
  shared: Shared,
  { type, description }: Titled,
  kind: string,
): readonly string[] => {
  const name = `${shared.prefix}_${type}`
  const subcategory = shared.subcategories.get(type) ?? ''
  return [
    frontMatter({ title: `${name} ${kind} - ${shared.prefix}`, description, subcategory }),
    `# ${name} (${kind})`,
    description,
  ]
}

const example = ({ files }: Shared, path: string): readonly string[] => [
  '## Example Usage',
  codeBlock(path, readSource(files, path, 'a page')),
]

/** What the template adds to the declaration, if there is one. */
const notes = (shared: Shared, path: string): readonly string[] =>
  shared.files.has(path) ? [fillTemplate(path, shared).trim()] : []

const join = (sections: readonly string[]): string => `${sections.join('\n\n')}\n`
