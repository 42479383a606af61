import manifest from '../../package.json' with { type: 'json' }
import { type Api, createApi, isAbsent, maskTokens, systemClock } from '../api/index.ts'
import { AttributeError, type Host, isUnknown, provider } from '../framework/index.ts'
import { accessDataSources, accessResources } from './access/index.ts'
import {
  type Environment,
  optionsOf,
  type SettingsConfig,
  settingFault,
  settingsSchema,
  unknownSettings,
} from './settings.ts'

/** The address under which configurations name the provider, unless a mirror gives it another. */
export const address = 'registry.terraform.io/dbt-labs/dbtcloud'

/** The address under which it is published, since the other one's namespace belongs to dbt Labs. */
export const ownAddress = 'registry.terraform.io/dbtcloud-typescript/dbtcloud'

/** The client, or one that fails when first used while settings are still unknown. */
export const configure = (config: SettingsConfig, host: Host, env: Environment): Api => {
  const open = unknownSettings(config)
  const [first] = open
  if (first !== undefined) return unusable(notKnown(first, open))
  try {
    const { log, warn } = host
    const origin = { user_agent: userAgent(host), token_origin: tokenOrigin(config, host) }
    return createApi({ ...optionsOf(config, env), ...origin, log, warn })
  } catch (error) {
    throw settingFault(error, config)
  }
}

const userAgent = ({ terraformVersion }: Host): string =>
  `terraform-provider-dbtcloud/${manifest.version} (Terraform ${terraformVersion || 'unknown'})`

// Pulumi saves the configuration of a provider to the stack's state, and these commands do not run the program.
const tokenOrigin = (config: SettingsConfig, { name }: Host): string | undefined =>
  name === 'pulumi' && !isUnknown(config) && config.token !== null
    ? '`pulumi refresh` and `pulumi destroy` use the token that the last `pulumi up` saved to the state. ' +
      'With a new token, run `pulumi up` first, or add --run-program.'
    : undefined

const notKnown = (first: string, open: readonly string[]): AttributeError =>
  new AttributeError(
    [{ attribute: first }],
    `The provider's ${open.join(', ')} cannot be known before other resources are applied, but this ` +
      'step already needs dbt Cloud. Apply those resources first, or use a value that is known.',
  )

const unusable = (error: AttributeError): Api => ({
  hostUrl: '',
  account: '',
  timeoutMs: 0,
  validatesCredentials: false,
  clock: systemClock,
  serverNow: () => undefined,
  request: async () => {
    throw error
  },
  answer: async () => {
    throw error
  },
  checkCredentials: async () => {
    throw error
  },
  refuseWrite: () => {
    throw error
  },
  stop: () => {},
  // An aborted signal would be reported as a stop.
  endingSignal: () => {
    throw error
  },
})

export const dbtcloud = provider({
  name: 'dbtcloud',
  version: manifest.version,
  description:
    'Manages SCIM in dbt Cloud: the SCIM configuration and the SCIM tokens of an account.',
  schema: settingsSchema,
  configure: ({ config, host }) => configure(config, host, process.env),
  scope: ({ account }) => (account === '' ? undefined : { account_id: account }),
  redact: maskTokens,
  isAbsent,
  resources: accessResources,
  dataSources: accessDataSources,
})
