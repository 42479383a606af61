import t from 'tap'
import { renderSite } from '../../src/docs/render-site.ts'
import { library, sources } from './kit/library.ts'

const site = renderSite({
  provider: library,
  published: { address: 'registry.terraform.io/acme/library', version: '1.0.0' },
  files: sources,
  subcategories: new Map(),
})

t.test('renders one page for the provider, each type and each guide', async (t) => {
  t.strictSame(
    [...site.keys()],
    [
      'index.md',
      'resources/book.md',
      'resources/card.md',
      'data-sources/shelves.md',
      'guides/reading.md',
      'guides/using.md',
    ],
  )
})

t.test('fills the placeholders of guides', async (t) => {
  t.match(site.get('guides/reading.md'), '| `library_book` | `library:index/book:Book` |')
})

t.test('names the published address and version in texts and examples', async (t) => {
  t.equal(
    site.get('guides/using.md'),
    `Use registry.terraform.io/acme/library 1.0.0.

\`\`\`terraform
  source  = "acme/library"
  version = "~> 1.0"
\`\`\`
`,
  )
})
