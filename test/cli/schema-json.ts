import t from 'tap'
import { schemaJson } from '../../src/cli/schema-json.ts'
import {
  computed,
  declare,
  list,
  listNested,
  optional,
  optionalComputed,
  provider,
  required,
  singleNested,
  string,
  writeOnly,
} from '../../src/framework/index.ts'

const { resource } = declare<null>()
const verbs = {
  create: async () => ({ id: 'x' }),
  read: async () => ({}),
  delete: async () => {},
}

const schema = {
  id: computed(string, 'Its ID.'),
  name: required(string, 'Asked.'),
  old: optional(string, 'Once asked.', { deprecated: 'Use name.' }),
  either: optionalComputed(list(string), 'Configured or computed.', { sensitive: true }),
  password: writeOnly(string, 'Never kept.'),
  nested: optional(
    singleNested({ inner: optional(listNested({ leaf: required(string, 'Leaf.') }), 'Inner.') }),
    'Nested.',
  ),
}

const fixture = provider<Record<string, never>, null>({
  name: 'fixture',
  version: '9.9.9',
  description: 'A provider.',
  schema: {},
  configure: () => null,
  isAbsent: () => false,
  resources: [resource('thing', { description: 'A thing.', version: 3, schema, ...verbs })],
  dataSources: [],
})

const markdown = { description_kind: 'markdown' }

t.test('says of each attribute what is so, and nothing of what is not', async (t) => {
  const leaf = { leaf: { type: 'string', description: 'Leaf.', ...markdown, required: true } }
  const inner = {
    nested_type: { attributes: leaf, nesting_mode: 'list' },
    description: 'Inner.',
    ...markdown,
    optional: true,
  }
  const attributes = {
    id: { type: 'string', description: 'Its ID.', ...markdown, computed: true },
    name: { type: 'string', description: 'Asked.', ...markdown, required: true },
    old: {
      type: 'string',
      description: 'Once asked.',
      ...markdown,
      deprecated: true,
      optional: true,
    },
    either: {
      type: ['list', 'string'],
      description: 'Configured or computed.',
      ...markdown,
      optional: true,
      computed: true,
      sensitive: true,
    },
    password: {
      type: 'string',
      description: 'Never kept.',
      ...markdown,
      optional: true,
      write_only: true,
    },
    nested: {
      nested_type: { attributes: { inner }, nesting_mode: 'single' },
      description: 'Nested.',
      ...markdown,
      optional: true,
    },
  }
  const address = 'registry.terraform.io/tests/fixture'
  t.strictSame(JSON.parse(JSON.stringify(schemaJson(fixture, address))), {
    format_version: '1.0',
    provider_schemas: {
      [address]: {
        provider: {
          version: 0,
          block: { attributes: {}, description: 'A provider.', ...markdown },
        },
        resource_schemas: {
          fixture_thing: {
            version: 3,
            block: { attributes, description: 'A thing.', ...markdown },
          },
        },
        data_source_schemas: {},
      },
    },
  })
})
