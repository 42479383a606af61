import t from 'tap'
import { dataSourcePage, providerPage, resourcePage } from '../../src/docs/page.ts'
import { MissingSourceError } from '../../src/docs/source-files.ts'
import { book, card, library, shelves, sources } from './kit/library.ts'

const shelf = { prefix: 'library', files: sources, subcategories: new Map([['book', 'Stock']]) }

t.test('a page of a resource is the example, the schema, the notes and the import', async (t) => {
  t.equal(
    resourcePage(shelf, book),
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

- \`title\` (String) Its title. Changing this replaces the object.

### Optional

- \`lent\` (Boolean) Whether it is lent. Default: \`false\`.
- \`shelf\` (Attributes List) Where it may stand. (see [below for nested schema](#nestedatt--shelf))

### Read-Only

- \`id\` (Number) Its number.
- \`key\` (String, Sensitive) Opens it.

<a id="nestedatt--shelf"></a>
### Nested Schema for \`shelf\`

Optional:

- \`colour\` (String) Its colour.

Read-Only:

- \`books\` (Number) How many books it holds.

## Care

\`\`\`terraform
provider "library" {}
\`\`\`

## Import

The import id is of the form \`<id>\`, where id is a decimal number.

\`\`\`shell
# By number.
terraform import library_book.a 7
\`\`\`

The same as an import block, in Terraform 1.5 or OpenTofu 1.6 and later:

\`\`\`terraform
import {
  to = library_book.a
  id = "7"
}
\`\`\`

After an import these are null, for they are told once: \`key\`.
`,
  )
})

t.test('a page of a resource without an update says that each change replaces', async (t) => {
  t.match(resourcePage(shelf, card), 'The reader. Changing this replaces the object.')
})

t.test('a page of a data source has no import', async (t) => {
  const text = dataSourcePage(shelf, shelves)
  t.match(text, '# library_shelves (Data Source)')
  t.match(text, '```terraform\ndata "library_shelves" "all" {}\n```')
  t.match(text, 'subcategory: ""')
  t.notMatch(text, '## Import')
})

t.test("the provider's page has its schema and notes, and no subcategory", async (t) => {
  const text = providerPage(shelf, library)
  t.match(text, /^---\npage_title: "library Provider"\ndescription/)
  t.match(text, '- `door` (String, Sensitive) Where to enter.')
  t.match(text, /## Doors\n\nThere is one\.\n$/)
})

t.test('names the example that a page lacks', async (t) => {
  const bare = { ...shelf, files: new Map<string, string>() }
  const path = 'examples/data-sources/library_shelves/data-source.tf'
  t.throws(() => dataSourcePage(bare, shelves), new MissingSourceError(path, 'a page'))
  t.throws(() => resourcePage(bare, book), MissingSourceError)
  t.throws(() => providerPage(bare, library), MissingSourceError)
})
