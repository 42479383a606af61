import { token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { setScene } from './kit/scene.ts'

/** What each attribute is, in the words of a user, and with `computed` and the like as the host shows it. */
const resources = {
  dbtcloud_scim_config_token: {
    id: { type: 'number', computed: true },
    name: { type: 'string', required: true },
    token_string: { type: 'string', computed: true, sensitive: true },
    created_at: { type: 'string', computed: true },
    last_used: { type: 'string', computed: true },
  },
  dbtcloud_scim_config: {
    id: { type: 'string', computed: true },
    enabled: { type: 'bool', required: true },
    manual_updates_allowed: { type: 'bool', required: true },
    scim_controlled_license_type: { type: 'bool', required: true },
  },
}

const settings = {
  token: { type: 'string', optional: true, sensitive: true },
  account_id: { type: 'number', optional: true },
  host_url: { type: 'string', optional: true },
  timeout_seconds: { type: 'number', optional: true },
  max_retries: { type: 'number', optional: true },
  retry_interval_seconds: { type: 'number', optional: true },
  disable_retry: { type: 'bool', optional: true },
  retriable_status_codes: { type: ['list', 'string'], optional: true },
  skip_credentials_validation: { type: 'bool', optional: true },
}

interface Attribute {
  readonly description?: string
  readonly description_kind?: string
}

interface Block {
  readonly block: { readonly attributes: Readonly<Record<string, Attribute>> }
}

/** The attributes without their descriptions, which are required. */
const factsOf = ({ block }: Block) =>
  Object.fromEntries(
    Object.entries(block.attributes).map(([name, attribute]) => {
      const { description, description_kind: _, ...facts } = attribute
      return [name, description ? facts : 'has no description']
    }),
  )

hosted('has the attributes of the Go provider, each with a description', async (t, host) => {
  const { workspace } = await setScene(t, host)
  workspace.write('')
  const { stdout } = await workspace.done('providers', 'schema', '-json')
  const [schemas] = Object.values<{
    provider: Block
    resource_schemas: Readonly<Record<string, Block>>
    data_source_schemas: Readonly<Record<string, Block>>
  }>(JSON.parse(stdout).provider_schemas)
  t.strictSame(schemas && factsOf(schemas.provider), settings)
  for (const [type, expected] of Object.entries(resources)) {
    const schema = schemas?.resource_schemas[type]
    t.strictSame(schema && factsOf(schema), expected, type)
  }
  t.has(schemas?.data_source_schemas, {
    dbtcloud_scim_config: {},
    dbtcloud_scim_config_tokens: {},
  })
})

hosted('validates a configuration without any credentials', async (t, host) => {
  const { emulator, workspace: full } = await setScene(t, host)
  const workspace = full.with({
    DBT_CLOUD_TOKEN: '',
    DBT_CLOUD_ACCOUNT_ID: '',
    DBT_CLOUD_HOST_URL: '',
  })
  workspace.write(token('okta'))
  await workspace.done('validate')
  workspace.write(token('okta', ''))
  const said = await workspace.refused('validate')
  t.match(said, /main\.tf line 3.*name = "".*a non-empty name/)
  t.equal(emulator.requests.length, 0)
})
