import t from 'tap'
import { pulumiNames } from '../../src/docs/pulumi-names.ts'
import { computed, declare, provider, required, string } from '../../src/framework/index.ts'
import { book, card, library } from './kit/library.ts'

t.test('lists the Pulumi type and the ID output of each resource', async (t) => {
  t.equal(
    pulumiNames(library),
    `| Resource | Pulumi type | ID output |
|---|---|---|
| \`library_book\` | \`library:index/book:Book\` | \`bookId\` |
| \`library_card\` | \`library:index/card:Card\` | \`id\` |

| Data source | Pulumi function |
|---|---|
| \`library_shelves\` | \`library:index/getShelves:getShelves\` |`,
  )
})

t.test('lists copied IDs, and types without an ID', async (t) => {
  const { resource } = declare<null>()
  const verbs = { create: async () => ({}), read: async () => ({}), delete: async () => {} }
  const set = resource('set', {
    ...verbs,
    description: 'S.',
    schema: { id: required(string, 'I.'), value: computed(string, 'V.') },
    create: async () => ({ value: null }),
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
