import { VARIABLES } from '../dbtcloud/settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The settings as the client reads them. */
interface Made {
  readonly hostUrl: string
  readonly account: string
  readonly readOnly: boolean
}

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']

const origin = (env: Environment, variable: string, otherwise: string): string =>
  env[variable] ? `from ${variable}` : otherwise

/**
 * A line for each setting that has an environment variable: where it comes from and, except for the
 * token, its value. Values are shown only if the configuration is valid: a token in the wrong variable
 * is not shown.
 */
export const settingOrigins = (env: Environment, made?: Made): readonly string[] => {
  const proxy = PROXY_VARIABLES.find((name) => env[name])
  return [
    `token: ${origin(env, VARIABLES.token, 'not set')}`,
    `account_id: ${made ? `${made.account}, ` : ''}${origin(env, VARIABLES.account_id, 'not set')}`,
    `host_url: ${made ? `${made.hostUrl}, ` : ''}${origin(env, VARIABLES.host_url, 'the default')}`,
    ...(made?.readOnly
      ? [`read-only: every write is refused, ${origin(env, VARIABLES.read_only, '')}`]
      : []),
    ...(proxy ? [`proxy: from ${proxy}`] : []),
  ]
}
