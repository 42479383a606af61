import t from 'tap'
import {
  optionsOf,
  type SettingsConfig,
  settingsSchema,
  unknownSettings,
} from '../../src/dbtcloud/settings.ts'
import { AttributeError, formatPath, unknown } from '../../src/framework/index.ts'

const blank = Object.fromEntries(Object.keys(settingsSchema).map((name) => [name, null]))

// A configuration as the codec makes it: every attribute is there.
const config = (fields: object): SettingsConfig => ({ ...blank, ...fields }) as SettingsConfig

const env = { DBT_CLOUD_TOKEN: 't', DBT_CLOUD_ACCOUNT_ID: '70471823456789' }

t.test('what the configuration does not set, the environment does', async (t) => {
  t.match(optionsOf(config({}), { ...env, DBT_CLOUD_HOST_URL: 'https://x/api' }), {
    token: 't',
    account_id: '70471823456789',
    host_url: 'https://x/api',
    max_retries: undefined,
  })
  t.match(optionsOf(config({ token: 'own', account_id: 9007199254740993n, max_retries: 0 }), env), {
    token: 'own',
    account_id: 9007199254740993n,
    max_retries: 0,
  })
  t.match(optionsOf(config({ retriable_status_codes: ['409', '503'] }), env), {
    retriable_status_codes: [409, 503],
  })
})

const faults: Readonly<Record<string, readonly [object, object, string, RegExp]>> = {
  'no token': [
    {},
    { ...env, DBT_CLOUD_TOKEN: '' },
    'token',
    /Set it in the provider's configuration or with the DBT_CLOUD_TOKEN environment variable/,
  ],
  'no account': [{}, { DBT_CLOUD_TOKEN: 't' }, 'account_id', /DBT_CLOUD_ACCOUNT_ID/],
}

for (const [title, [fields, environment, setting, message]] of Object.entries(faults))
  t.test(`${title} is reported with the setting and its variable`, async (t) => {
    const error = t.throws(() => optionsOf(config(fields), { ...environment }), AttributeError)
    t.match(error, { message })
    t.equal(error instanceof AttributeError && formatPath(error.path), setting)
  })

t.test('unknown settings are named', async (t) => {
  t.same(unknownSettings(config({ token: unknown, host_url: unknown })), ['token', 'host_url'])
  t.same(unknownSettings(unknown), Object.keys(settingsSchema))
  t.same(unknownSettings(config({})), [])
})

const catches: readonly (readonly [value: string | undefined, read_only: boolean])[] = [
  [undefined, false],
  ['', false],
  ['0', false],
  ['false', false],
  ['FALSE', false],
  ['1', true],
  ['true', true],
  ['no', true],
  ['0 ', true],
]

for (const [value, read_only] of catches)
  t.test(
    `DBT_CLOUD_READ_ONLY ${value === undefined ? 'unset' : `"${value}"`} ${
      read_only ? 'refuses' : 'allows'
    } writes`,
    async (t) => {
      t.match(optionsOf(config({}), { ...env, DBT_CLOUD_READ_ONLY: value }), { read_only })
    },
  )
