import { type Clock, systemClock } from './clock.ts'
import { SettingError } from './errors.ts'
import { adviseOnHostUrl, defaultHostUrl } from './host-url.ts'
import { maskValues } from './mask.ts'
import { quoted } from './plain-text.ts'
import { chooseProxy, isHost, type Proxy, type Variables } from './proxy.ts'
import type { RetryPolicy } from './retry.ts'
import { showAddress } from './show-address.ts'

/** Writes one structured line. Fields never contain a body or a secret. */
export type Log = (
  level: 'debug' | 'warn',
  message: string,
  fields: Readonly<Record<string, unknown>>,
) => void

export interface ApiOptions {
  /** Ends in `/api`, with or without a trailing slash. */
  readonly host_url?: string | undefined
  readonly token: string
  readonly account_id: number | bigint | string
  readonly timeout_seconds?: number | undefined
  /** Retries after the first attempt. 0 disables retries. */
  readonly max_retries?: number | undefined
  /** The maximum delay before the first retry. It doubles with each retry. */
  readonly retry_interval_seconds?: number | undefined
  readonly disable_retry?: boolean | undefined
  /** For repeatable calls, besides 408, 429, and 5xx. */
  readonly retriable_status_codes?: readonly number[] | undefined
  readonly skip_credentials_validation?: boolean | undefined
  /** Whether every call except a read is rejected before it is sent. */
  readonly read_only?: boolean | undefined
  readonly user_agent?: string | undefined
  /** A sentence for a rejected token: where it may come from. */
  readonly token_origin?: string | undefined
  /** The environment with the variables for proxies and certificate files. Default: empty. */
  readonly env?: Variables | undefined
  readonly log?: Log | undefined
  /** Called with warnings. */
  readonly warn?: ((summary: string, detail: string) => void) | undefined
  readonly clock?: Clock | undefined
  /** 0 <= random() < 1 */
  readonly random?: (() => number) | undefined
}

/** The options, checked and complete. */
export interface Settings {
  /** Without a trailing slash. */
  readonly hostUrl: string
  readonly token: string
  readonly account: string
  readonly timeoutMs: number
  readonly retry: RetryPolicy
  readonly validateCredentials: boolean
  readonly readOnly: boolean
  readonly userAgent: string
  readonly tokenOrigin: string | undefined
  readonly env: Variables
  /** The proxy for requests, if any. */
  readonly proxy: Proxy | undefined
  readonly log: Log
  readonly warn: (summary: string, detail: string) => void
  readonly clock: Clock
  readonly random: () => number
}

const shownValue = (value: string, token: string): string => {
  const masked = maskValues(value, [token])
  return quoted(masked.length > 60 ? `${masked.slice(0, 60)}…` : masked)
}

/** A shorter text may be a part of an address by chance. */
const shortestToken = 8

const readHostUrl = ({ host_url = defaultHostUrl, token }: ApiOptions): string => {
  const text = host_url.trim()
  const refuse = (fault: string): SettingError =>
    new SettingError(
      'host_url',
      `is ${showAddress(text, [token])}${fault}. ${adviseOnHostUrl(maskValues(text, [token]))}`,
    )
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || !isHost(url) || /\s/.test(text))
    throw refuse(', which is not an address that begins with https://')
  if (maskValues(text, token.length < shortestToken ? [] : [token]) !== text)
    throw refuse(', which contains a token')
  if (url.username || url.password) throw refuse(', which contains a user or a password')
  if (url.search || url.hash) throw refuse(', which contains a query or a fragment')
  // Not `href`, which keeps the `?` or `#` of an empty query or fragment.
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

const readToken = (token: string): string => {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  const fault =
    token === ''
      ? 'is empty. Set it to a service token or a personal access token.'
      : 'contains a space, a line break, or another invalid character. Copy the token again.'
  throw new SettingError('token', fault)
}

const readAccount = ({ account_id, token }: ApiOptions): string => {
  const text = String(account_id).trim()
  if (/^0*[1-9]\d{0,18}$/.test(text)) return String(BigInt(text))
  const what = `is ${shownValue(text, token)}, which is not a positive whole number`
  throw new SettingError(
    'account_id',
    `${what}. The number is part of the address of the account's settings page.`,
  )
}

const ignore = (): void => {}

/** @throws SettingError, ProxyError */
export const readOptions = (options: ApiOptions): Settings => {
  const hostUrl = readHostUrl(options)
  const env = options.env ?? {}
  return {
    hostUrl,
    token: readToken(options.token),
    account: readAccount(options),
    timeoutMs: (options.timeout_seconds ?? 30) * 1000,
    retry: {
      maxRetries: options.disable_retry ? 0 : (options.max_retries ?? 3),
      intervalMs: (options.retry_interval_seconds ?? 10) * 1000,
      codes: new Set(options.retriable_status_codes ?? []),
    },
    validateCredentials: !options.skip_credentials_validation,
    readOnly: options.read_only ?? false,
    userAgent: options.user_agent ?? 'dbtcloud-client',
    tokenOrigin: options.token_origin,
    env,
    proxy: chooseProxy(hostUrl, env),
    log: options.log ?? ignore,
    warn: options.warn ?? ignore,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  }
}
