import { type ApiOptions, SettingError } from '../api/index.ts'
import {
  AttributeError,
  bool,
  int64,
  isUnknown,
  list,
  optional,
  string,
  type Uncertain,
  type View,
} from '../framework/index.ts'

const atLeast = (least: number) => ({
  expects: `${least} or greater`,
  accepts: (value: number | bigint) => value >= least,
})

const statusCodes = {
  expects: 'HTTP status codes from 400 to 599, such as "503"',
  accepts: (codes: readonly (string | null)[]) =>
    codes.every((code) => typeof code === 'string' && /^[45]\d\d$/.test(code)),
}

/** The configuration of the provider: names, types and defaults of the Go provider v1.12.10. */
export const settingsSchema = {
  token: optional(
    string,
    'The API token: a service token or a personal access token. Can also be set with the ' +
      '`DBT_CLOUD_TOKEN` environment variable.',
    { sensitive: true },
  ),
  account_id: optional(
    int64,
    'The ID of the dbt Cloud account. Can also be set with the `DBT_CLOUD_ACCOUNT_ID` ' +
      'environment variable.',
  ),
  host_url: optional(
    string,
    "The URL of the account's API, which ends in `/api`, for example " +
      '`https://ab123.us1.dbt.com/api`. Can also be set with the `DBT_CLOUD_HOST_URL` ' +
      'environment variable. Defaults to `https://cloud.getdbt.com/api`.',
  ),
  timeout_seconds: optional(
    int64,
    'The timeout of a single request in seconds. Defaults to `30`.',
    {
      validate: [atLeast(1)],
    },
  ),
  max_retries: optional(
    int64,
    'The maximum number of retries after the first attempt. `0` disables retries. Defaults to `3`.',
    { validate: [atLeast(0)] },
  ),
  retry_interval_seconds: optional(
    int64,
    'The maximum delay before the first retry in seconds. It doubles with each retry. After failures other than 429 and 503 ' +
      'the delay is 15 % of it. Defaults to `10`.',
    { validate: [atLeast(0)] },
  ),
  disable_retry: optional(bool, 'Whether to disable all retries. Defaults to `false`.'),
  retriable_status_codes: optional(
    list(string),
    'Additional HTTP status codes on which a request that is safe to retry is retried. Such ' +
      'requests are always retried on 408, 429, and 500 or greater.',
    { validate: [statusCodes] },
  ),
  skip_credentials_validation: optional(
    bool,
    'Whether to skip the check of the token before the first request. Defaults to `false`.',
  ),
}

export type Environment = Readonly<Record<string, string | undefined>>
export type SettingsConfig = Uncertain<View<typeof settingsSchema, 'config'>>
type SettingName = keyof typeof settingsSchema

/** The environment variable of each setting that has one. */
export const VARIABLES = {
  token: 'DBT_CLOUD_TOKEN',
  account_id: 'DBT_CLOUD_ACCOUNT_ID',
  host_url: 'DBT_CLOUD_HOST_URL',
  read_only: 'DBT_CLOUD_READ_ONLY',
} as const

const about = (setting: SettingName, message: string): AttributeError =>
  new AttributeError([{ attribute: setting }], message)

const missing = (setting: 'token' | 'account_id'): AttributeError =>
  about(
    setting,
    `${setting} is missing. Set it in the provider's configuration or with the ${VARIABLES[setting]} environment variable.`,
  )

/** The names of settings that are unknown before the apply. */
export const unknownSettings = (config: SettingsConfig): readonly string[] =>
  isUnknown(config)
    ? Object.keys(settingsSchema)
    : Object.entries(config)
        .filter(([, value]) => isUnknown(value))
        .map(([name]) => name)

/** A known configuration: `unknownSettings` lists what is unknown. */
const known = (config: SettingsConfig): View<typeof settingsSchema, 'config'> =>
  // Called after `unknownSettings` found nothing; a list of codes is known with its elements here.
  config as View<typeof settingsSchema, 'config'>

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

// A safety catch: every value that does not clearly mean no is a yes.
const isOn = (text: string | undefined): boolean => !/^(|0|false)$/i.test(text ?? '')

/**
 * The client's options from the configuration, then from the environment.
 *
 * @throws AttributeError that names the setting and its environment variable
 */
export const optionsOf = (config: SettingsConfig, env: Environment): ApiOptions => {
  const set = known(config)
  const token = set.token ?? nonEmpty(env[VARIABLES.token])
  const account_id = set.account_id ?? nonEmpty(env[VARIABLES.account_id])
  if (token === undefined) throw missing('token')
  if (account_id === undefined) throw missing('account_id')
  return {
    token,
    account_id,
    host_url: set.host_url ?? nonEmpty(env[VARIABLES.host_url]),
    timeout_seconds: numberOf(set.timeout_seconds),
    max_retries: numberOf(set.max_retries),
    retry_interval_seconds: numberOf(set.retry_interval_seconds),
    disable_retry: set.disable_retry ?? undefined,
    retriable_status_codes: set.retriable_status_codes?.map(Number),
    skip_credentials_validation: set.skip_credentials_validation ?? undefined,
    read_only: isOn(env[VARIABLES.read_only]),
    env,
  }
}

const numberOf = (value: number | bigint | null): number | undefined =>
  value === null ? undefined : Number(value)

/** A setting that the client refuses, as an error about the provider's attribute. */
export const settingFault = (error: unknown, config: SettingsConfig): unknown => {
  if (!(error instanceof SettingError)) return error
  const { setting, message } = error
  const isOwn = known(config)[setting] !== null
  const origin = ` The value comes from the ${VARIABLES[setting]} environment variable.`
  return about(setting, isOwn ? message : `${message}${origin}`)
}
