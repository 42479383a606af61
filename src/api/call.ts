export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What ends a call before its response. */
export interface Ending {
  /** Aborted when the response is no longer needed. */
  readonly signal?: AbortSignal | undefined
  /** `false`: only `signal` ends the call; `api.stop()` does not. Default: true. */
  readonly stoppable?: boolean
  /** `false`: `signal` ends also a write that was sent, at once instead of after 10 s. Default: true. */
  readonly graceful?: boolean
}

/** A request as data. */
export interface Call extends Ending {
  readonly method: Method
  /** Relative to the host URL, with `{account}` as a placeholder: `v3/accounts/{account}/groups/`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | bigint | boolean>>
  /** Sent as JSON. Bigint values keep all their digits. */
  readonly body?: object
  /** True if sending it twice has the same effect as sending it once. Default: true for GET, PUT, and DELETE. */
  readonly repeatable?: boolean
}

/** How errors name a call: its method and its address, without the query. */
export interface CallName {
  readonly method: Method
  /** The `host_url` of the client. */
  readonly hostUrl: string
  /** Relative to `hostUrl`, with a leading slash. */
  readonly path: string
}

/** The account of a client's calls. */
export interface Place {
  readonly hostUrl: string
  readonly account: string
}

const repeatableMethods: ReadonlySet<Method> = new Set(['GET', 'PUT', 'DELETE'])

export const isRepeatable = (call: Call): boolean =>
  call.repeatable ?? repeatableMethods.has(call.method)

/** True if the call changes nothing, so that it can be ended at any time. */
export const isRead = (call: Call): boolean => call.method === 'GET'

export const withAccount = (path: string, account: string): string =>
  path.replaceAll('{account}', encodeURIComponent(account))

/** The name of a call whose path is one of a `Call`. */
export const nameCall = (
  { method, path }: Pick<Call, 'method' | 'path'>,
  { hostUrl, account }: Place,
): CallName => ({ method, hostUrl, path: `/${withAccount(path, account)}` })

/** Only the fields of a call's name. */
export const pickName = ({ method, hostUrl, path }: CallName): CallName => ({
  method,
  hostUrl,
  path,
})

/** `GET https://ab123.us1.dbt.com/api/v3/accounts/1/groups/` */
export const formatName = ({ method, hostUrl, path }: CallName): string =>
  `${method} ${hostUrl}${path}`
