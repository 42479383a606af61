import type { AnyProvider } from '../framework/index.ts'
import { fillTemplate } from './fill-template.ts'
import { dataSourcePage, providerPage, resourcePage, type Shelf } from './page.ts'
import { pulumiNames } from './pulumi-names.ts'

/** All that the documentation is made of. */
export interface Site extends Omit<Shelf, 'prefix'> {
  readonly provider: AnyProvider
}

const GUIDES = 'templates/guides/'

/**
 * The documentation as the registries lay it out: each page by its path below `docs/`.
 *
 * @throws MissingSourceError, ImportExampleError, PlaceholderError
 */
export const renderSite = ({ provider, ...rest }: Site): ReadonlyMap<string, string> => {
  const shelf: Shelf = { ...rest, prefix: provider.name }
  return new Map([
    ['index.md', providerPage(shelf, provider)],
    ...provider.resources.map((resource) =>
      page('resources', resource, resourcePage(shelf, resource)),
    ),
    ...provider.dataSources.map((source) =>
      page('data-sources', source, dataSourcePage(shelf, source)),
    ),
    ...guides(shelf, provider),
  ])
}

type Page = readonly [path: string, text: string]

const page = (folder: string, { type }: { readonly type: string }, text: string): Page => [
  `${folder}/${type}.md`,
  text,
]

const guides = ({ files }: Shelf, provider: AnyProvider): readonly Page[] => {
  const texts = new Map([['pulumi_names', pulumiNames(provider)]])
  return [...files.keys()]
    .filter((path) => path.startsWith(GUIDES))
    .map((path) => [path.replace('templates/', ''), fillTemplate(path, { files, texts })])
}
