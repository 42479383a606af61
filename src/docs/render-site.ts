import type { AnyProvider } from '../framework/index.ts'
import { fillTemplate } from './fill-template.ts'
import { dataSourcePage, providerPage, resourcePage, type Shared } from './page.ts'
import { type Published, publishedTexts, requirePublished } from './published.ts'
import { pulumiNames } from './pulumi-names.ts'
import type { SourceFiles } from './source-files.ts'

/** Everything that the documentation is made from. */
export interface Site extends Omit<Shared, 'prefix' | 'texts'> {
  readonly provider: AnyProvider
  readonly published: Published
}

const GUIDES = 'templates/guides/'

/**
 * The documentation as the registries lay it out: each page by its path below `docs/`.
 *
 * @throws MissingSourceError, ImportExampleError, PlaceholderError
 */
export const renderSite = (site: Site): ReadonlyMap<string, string> => {
  const { provider } = site
  const shared = sharedBy(site)
  return new Map([
    ['index.md', providerPage(shared, provider)],
    ...provider.resources.map((resource) =>
      page('resources', resource, resourcePage(shared, resource)),
    ),
    ...provider.dataSources.map((source) =>
      page('data-sources', source, dataSourcePage(shared, source)),
    ),
    ...guides(shared),
  ])
}

const sharedBy = ({ provider, published, files, subcategories }: Site): Shared => ({
  prefix: provider.name,
  subcategories,
  files: asPublished(files, published),
  texts: new Map([...publishedTexts(published), ['pulumi_names', pulumiNames(provider)]]),
})

const asPublished = (files: SourceFiles, published: Published): SourceFiles =>
  new Map(
    [...files].map(([path, text]) => [
      path,
      path.endsWith('.tf') ? requirePublished(text, published) : text,
    ]),
  )

type Page = readonly [path: string, text: string]

const page = (folder: string, { type }: { readonly type: string }, text: string): Page => [
  `${folder}/${type}.md`,
  text,
]

const guides = (shared: Shared): readonly Page[] =>
  [...shared.files.keys()]
    .filter((path) => path.startsWith(GUIDES))
    .map((path) => [path.replace('templates/', ''), fillTemplate(path, shared)])
