import t from 'tap'
import {
  computed,
  declare,
  optional,
  provider,
  setNested,
  string,
} from '../../../src/framework/index.ts'
import { handlers } from '../../../src/framework/rpc/index.ts'
import { codec } from '../../../src/framework/rpc/proto.ts'
import { said, startBoxes } from './fixture.ts'

t.test('the schema on the wire says each fact of the declaration', async (t) => {
  const answer = await startBoxes().call('GetProviderSchema', {})
  const block = answer.resource_schemas?.['corner_box']?.block
  const attributes = Object.fromEntries((block?.attributes ?? []).map((one) => [one.name, one]))
  t.equal(answer.resource_schemas?.['corner_box']?.version, '2')
  t.match(attributes, {
    id: { computed: true, type: Buffer.from('"number"') },
    name: { required: true, description: 'Name.', type: Buffer.from('"string"') },
    size: { optional: true, computed: true },
    secret: { computed: true, sensitive: true },
    password_wo: { optional: true, write_only: true },
  })
  t.notOk(attributes['name']?.computed)
  t.match(answer.provider?.block?.attributes, [
    { name: 'token', sensitive: true },
    { name: 'strict' },
  ])
  t.match(answer.server_capabilities, { plan_destroy: true, get_provider_schema_optional: true })
})

t.test('metadata names the same types', async (t) => {
  const { call } = startBoxes()
  const [metadata, schema] = [await call('GetMetadata', {}), await call('GetProviderSchema', {})]
  t.same(
    metadata.resources?.map((one) => one.type_name),
    Object.keys(schema.resource_schemas ?? {}),
  )
  t.same(
    metadata.data_sources?.map((one) => one.type_name),
    Object.keys(schema.data_source_schemas ?? {}),
  )
  t.same((await call('GetResourceIdentitySchemas', {})).diagnostics, [])
})

const providerOf = (attribute: ReturnType<typeof computed>) =>
  provider({
    name: 'corner',
    version: '0.0.0',
    description: '',
    schema: {},
    configure: () => null,
    isAbsent: () => false,
    dataSources: [],
    resources: [
      declare<null>().resource('odd', {
        description: 'Odd.',
        schema: { id: computed(string, 'Id.'), attribute },
        create: async () => ({ id: 'x', attribute: null }),
        read: async () => ({}),
        delete: async () => {},
      }),
    ],
  })

const schemaOf = async (attribute: ReturnType<typeof computed>) => {
  const handler = handlers(providerOf(attribute), () => {}).GetProviderSchema
  const { signal } = new AbortController()
  const bytes = await handler?.(Buffer.alloc(0), { signal, abandoned: signal })
  return codec('GetProviderSchema').response.decode(bytes ?? Buffer.alloc(0))
}

t.test('a nested attribute says its nesting', async (t) => {
  const answer = await schemaOf(
    computed(setNested({ a: optional(string, 'A.', { deprecated: 'Use b.' }) }), 'Odd.'),
  )
  t.match(answer.resource_schemas?.['corner_odd']?.block?.attributes?.[1], {
    nested_type: {
      nesting: 'SET',
      attributes: [{ name: 'a', deprecated: true, deprecation_message: 'Use b.' }],
    },
  })
})

t.test('a declaration that no host could use is refused, not served', async (t) => {
  t.match(said(await schemaOf(computed(string, 'no sentence'))), [/odd.attribute: its description/])
})
