import { type Clock, systemClock } from './clock.ts'
import { SettingError } from './errors.ts'
import type { RetryPolicy } from './retry.ts'

/** Writes one structured line. Fields never hold a body or a secret. */
export type Log = (
  level: 'debug' | 'warn',
  message: string,
  fields: Readonly<Record<string, unknown>>,
) => void

export interface ApiOptions {
  /** With the `/api` at its end, with or without a slash after it. */
  readonly host_url?: string | undefined
  readonly token: string
  readonly account_id: number | bigint | string
  readonly timeout_seconds?: number | undefined
  /** After the first attempt; 0 is none. */
  readonly max_retries?: number | undefined
  /** The longest first wait; it doubles with each retry. */
  readonly retry_interval_seconds?: number | undefined
  readonly disable_retry?: boolean | undefined
  /** For repeatable calls, besides 408, 429 and 5xx. */
  readonly retriable_status_codes?: readonly number[] | undefined
  readonly skip_credentials_validation?: boolean | undefined
  /** Whether every call but a read is refused before anything is sent. */
  readonly read_only?: boolean | undefined
  readonly user_agent?: string | undefined
  /** Where HTTP_PROXY, HTTPS_PROXY and NO_PROXY are looked up. Default: no proxy. */
  readonly proxy_env?: Variables | undefined
  readonly log?: Log | undefined
  /** Told what a person should know although nothing failed. */
  readonly warn?: ((summary: string, detail: string) => void) | undefined
  readonly clock?: Clock | undefined
  /** 0 <= random() < 1 */
  readonly random?: (() => number) | undefined
}

/** The options, checked and complete. */
export interface Settings {
  /** Without a slash at its end. */
  readonly hostUrl: string
  readonly token: string
  readonly account: string
  readonly timeoutMs: number
  readonly retry: RetryPolicy
  readonly validateCredentials: boolean
  readonly readOnly: boolean
  readonly userAgent: string
  readonly proxyEnv: Variables | undefined
  readonly log: Log
  readonly warn: (summary: string, detail: string) => void
  readonly clock: Clock
  readonly random: () => number
}

const defaultHostUrl = 'https://cloud.getdbt.com/api'

type Variables = Readonly<Record<string, string | undefined>>

// As curl and Go read them; Node passes by a proxy without a scheme, and takes a name in NO_PROXY for
// that host alone, where the others mean its subdomains too.
const readProxy = (name: string, value: string): string => {
  if (!/^no_proxy$/i.test(name)) return /^$|:\/\//.test(value) ? value : `http://${value}`
  const hosts = value.split(/[\s,]+/).filter((host) => host !== '')
  return hosts.flatMap((host) => (/^[a-z]/i.test(host) ? [host, `.${host}`] : [host])).join(',')
}

const readProxies = (env: Variables): Variables =>
  Object.fromEntries(
    Object.entries(env)
      .filter(([name]) => /^(https?|no)_proxy$/i.test(name))
      .map(([name, value = '']) => [name, readProxy(name, value)]),
  )

const readHostUrl = (text: string): string => {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new SettingError('host_url', `is not an address such as ${defaultHostUrl}.`)
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new SettingError('host_url', 'has a user, a query or a fragment; it must have none.')
  }
  // Not `href`: an empty query or fragment leaves its sign there.
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

const readToken = (token: string): string => {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  const fault = token === '' ? 'is empty.' : 'has a blank, a line end or another stray character.'
  throw new SettingError('token', fault)
}

const readAccount = (account: number | bigint | string): string => {
  if (/^\d+$/.test(String(account))) return String(BigInt(account))
  throw new SettingError('account_id', 'is not a whole number.')
}

/** @throws SettingError */
export const readOptions = (options: ApiOptions): Settings => ({
  hostUrl: readHostUrl(options.host_url ?? defaultHostUrl),
  token: readToken(options.token),
  account: readAccount(options.account_id),
  timeoutMs: (options.timeout_seconds ?? 30) * 1000,
  retry: {
    maxRetries: options.disable_retry ? 0 : (options.max_retries ?? 3),
    intervalMs: (options.retry_interval_seconds ?? 10) * 1000,
    codes: new Set(options.retriable_status_codes ?? []),
  },
  validateCredentials: !options.skip_credentials_validation,
  readOnly: options.read_only ?? false,
  userAgent: options.user_agent ?? 'dbtcloud-client',
  proxyEnv: options.proxy_env && readProxies(options.proxy_env),
  log: options.log ?? (() => {}),
  warn: options.warn ?? (() => {}),
  clock: options.clock ?? systemClock,
  random: options.random ?? Math.random,
})

/** The variable that names a proxy for the host, as it is spelt in the environment. NO_PROXY is not looked at. */
export const proxyVariable = ({ hostUrl, proxyEnv = {} }: Settings): string | undefined => {
  const name = hostUrl.startsWith('https:') ? 'https_proxy' : 'http_proxy'
  return [name, name.toUpperCase()].find((each) => (proxyEnv[each] ?? '') !== '')
}
