import {
  bool,
  computed,
  declare,
  int64,
  listNested,
  optional,
  optionalComputed,
  provider,
  required,
  string,
} from '../../../src/framework/index.ts'

// A small provider that has every kind of attribute that a page describes.
const { resource, dataSource } = declare<null>()

const shelf = listNested({
  color: optional(string, 'Its color.'),
  books: computed(int64, 'How many books it holds.'),
})

export const book = resource('book', {
  description: 'A `book`.',
  schema: {
    id: computed(int64, 'Its number.', { stable: true }),
    title: required(string, 'Its title.', { replace: true }),
    lent: optionalComputed(bool, 'Whether it is lent.', { default: false }),
    shelf: optional(shelf, 'Where it may stand.'),
    key: computed(string, 'Opens it.', { once: true, sensitive: true }),
  },
  create: async () => ({ id: 1, key: 'k' }),
  read: async () => ({}),
  update: async () => ({}),
  delete: async () => {},
})

export const card = resource('card', {
  description: 'A card of a reader, in two parts.',
  schema: {
    id: computed(string, 'Both parts.', { stable: true }),
    library: required(int64, 'The library.'),
    reader: required(string, 'The reader.'),
  },
  identity: ['library', 'reader'],
  create: async () => ({}),
  read: async () => ({}),
  delete: async () => {},
})

export const shelves = dataSource('shelves', {
  description: 'All shelves.',
  schema: { room: required(string, 'Where.'), shelves: computed(shelf, 'The shelves.') },
  read: async () => ({}),
})

export const library = provider({
  name: 'library',
  version: '1.0.0',
  description: 'Manages a library.',
  schema: { door: optional(string, 'Where to enter.', { sensitive: true }) },
  configure: () => null,
  isAbsent: () => false,
  resources: [book, card],
  dataSources: [shelves],
})

/** The sources of its pages. */
export const sources: ReadonlyMap<string, string> = new Map([
  ['examples/provider/provider.tf', 'provider "library" {}\n'],
  ['examples/resources/library_book/resource.tf', 'resource "library_book" "a" {}\n'],
  [
    'examples/resources/library_book/import.sh',
    '# By number.\nterraform import library_book.a 7\n',
  ],
  ['examples/resources/library_card/resource.tf', 'resource "library_card" "c" {}\n'],
  ['examples/resources/library_card/import.sh', "terraform import library_card.c '3:ann'\n"],
  ['examples/data-sources/library_shelves/data-source.tf', 'data "library_shelves" "all" {}\n'],
  ['templates/index.md', '## Doors\n\nThere is one.\n'],
  ['templates/resources/book.md', '## Care\n\n{{ file "examples/provider/provider.tf" }}\n'],
  ['templates/guides/reading.md', '---\npage_title: "Reading"\n---\n\n{{ pulumi_names }}\n'],
  ['templates/guides/using.md', 'Use {{ address }} {{ version }}.\n\n{{ file "examples/a.tf" }}\n'],
  ['examples/a.tf', '  source = "other/library"\n'],
])
