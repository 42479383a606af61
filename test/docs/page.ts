import t from 'tap'
import { dataSourcePage, providerPage, resourcePage } from '../../src/docs/page.ts'
import { MissingSourceError } from '../../src/docs/source-files.ts'
import { book, card, library, shelves, sources } from './kit/library.ts'

const shared = {
  prefix: 'library',
  files: sources,
  texts: new Map<string, string>(),
  subcategories: new Map([['book', 'Stock']]),
}

t.test(
  'the page of a resource has the example, the schema, the notes and the import',
  async (t) => {
    t.equal(
      resourcePage(shared, book),
      `---
page_title: "library_book Resource - library"
subcategory: "Stock"
description: |-
  A book.
---

# library_book (Resource)

A \`book\`.

## Example Usage

\`\`\`terraform
resource "library_book" "a" {}
\`\`\`

## Schema

### Required

- \`title\` (String) Its title. Changing this forces replacement.

### Optional

- \`lent\` (Boolean) Whether it is lent. Defaults to \`false\`.
- \`shelf\` (Attributes List) Where it may stand. (see [below for nested schema](#nestedatt--shelf))

### Read-Only

- \`id\` (Number) Its number.
- \`key\` (String, Sensitive) Opens it.

<a id="nestedatt--shelf"></a>
### Nested Schema for \`shelf\`

Optional:

- \`color\` (String) Its color.

Read-Only:

- \`books\` (Number) How many books it holds.

## Care

\`\`\`terraform
provider "library" {}
\`\`\`

## Import

Import is supported using the following syntax:

In Terraform v1.5.0 and later, use an [\`import\` block](https://developer.hashicorp.com/terraform/language/import) with the \`id\` attribute:

\`\`\`terraform
import {
  to = library_book.a
  id = "7"
}
\`\`\`

In any version, use the [\`terraform import\` command](https://developer.hashicorp.com/terraform/cli/commands/import):

\`\`\`shell
# By number.
terraform import library_book.a 7
\`\`\`

The API returns these attributes only on creation, so they are null after import: \`key\`.
`,
    )
  },
)

t.test(
  'the page of a resource without an update says that each change forces replacement',
  async (t) => {
    t.match(resourcePage(shared, card), 'The reader. Changing this forces replacement.')
  },
)

t.test('the page of a data source has no import', async (t) => {
  const text = dataSourcePage(shared, shelves)
  t.match(text, '# library_shelves (Data Source)')
  t.match(text, '```terraform\ndata "library_shelves" "all" {}\n```')
  t.match(text, 'subcategory: ""')
  t.notMatch(text, '## Import')
})

t.test("the provider's page has its schema and notes, and no subcategory", async (t) => {
  const text = providerPage(shared, library)
  t.match(text, /^---\npage_title: "library Provider"\ndescription/)
  t.match(text, '- `door` (String, Sensitive) Where to enter.')
  t.match(text, /## Doors\n\nThere is one\.\n$/)
})

t.test('names the missing example of a page', async (t) => {
  const bare = { ...shared, files: new Map<string, string>() }
  const path = 'examples/data-sources/library_shelves/data-source.tf'
  t.throws(() => dataSourcePage(bare, shelves), new MissingSourceError(path, 'a page'))
  t.throws(() => resourcePage(bare, book), MissingSourceError)
  t.throws(() => providerPage(bare, library), MissingSourceError)
})
