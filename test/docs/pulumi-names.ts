import t from 'tap'
import { pulumiNames } from '../../src/docs/pulumi-names.ts'
import { computed, declare, provider, required, string } from '../../src/framework/index.ts'
import { book, card, library } from './kit/library.ts'

t.test('tells the token of each type, and where its id is', async (t) => {
  t.equal(
    pulumiNames(library),
    `| resource | token | its id |
|---|---|---|
| \`library_book\` | \`library:index/book:Book\` | \`bookId\` |
| \`library_card\` | \`library:index/card:Card\` | \`id\` |

| data source | token |
|---|---|
| \`library_shelves\` | \`library:index/getShelves:getShelves\` |`,
  )
})

t.test('tells of ids that are copied, and of types that have none', async (t) => {
  const { resource } = declare<null>()
  const verbs = { create: async () => ({}), read: async () => ({}), delete: async () => {} }
  const set = resource('set', {
    ...verbs,
    description: 'S.',
    schema: { id: required(string, 'I.'), told: computed(string, 'T.') },
    create: async () => ({ told: null }),
  })
  const bare = resource('bare', {
    ...verbs,
    description: 'B.',
    schema: { name: required(string, 'N.') },
    identity: ['name'],
  })
  const text = pulumiNames(provider({ ...library, resources: [book, card, set, bare] }))
  t.match(text, '`library:index/set:Set` | `id`, and `setId` |')
  t.match(text, '`library:index/bare:Bare` | none |')
})
