import { VARIABLES } from '../dbtcloud/settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What the client made of the settings; it shows what they are. */
interface Made {
  readonly hostUrl: string
  readonly account: string
  readonly readOnly: boolean
}

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']

const origin = (env: Environment, variable: string, otherwise: string): string =>
  env[variable] ? `from ${variable}` : otherwise

/**
 * A line for each setting that has an environment variable: where it comes from and, but for the
 * token, what it is. Values are shown only of a client that could be made: a token in the wrong
 * variable is not.
 */
export const settingOrigins = (env: Environment, made?: Made): readonly string[] => {
  const proxy = PROXY_VARIABLES.find((name) => env[name])
  return [
    `token: ${origin(env, VARIABLES.token, 'not set')}`,
    `account_id: ${made ? `${made.account}, ` : ''}${origin(env, VARIABLES.account_id, 'not set')}`,
    `host_url: ${made ? `${made.hostUrl}, ` : ''}${origin(env, VARIABLES.host_url, 'the default')}`,
    ...(made?.readOnly ? [`every write is refused, ${origin(env, VARIABLES.read_only, '')}`] : []),
    ...(proxy ? [`proxy: from ${proxy}`] : []),
  ]
}
