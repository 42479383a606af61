export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What ends a call before its answer. */
export interface Ending {
  /** Aborted when nobody wants the answer any more. */
  readonly signal?: AbortSignal | undefined
  /** `false`: only `signal` ends the call; `api.stop()` does not. Default: true. */
  readonly stoppable?: boolean
}

/** One request, as data. */
export interface Call extends Ending {
  readonly method: Method
  /** Below the host URL; `{account}` stands for the account: `v3/accounts/{account}/groups/`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | bigint | boolean>>
  /** Sent as JSON; integers as bigint keep all their digits. */
  readonly body?: object
  /** True if doing it twice is the same as doing it once. Default: GET, PUT and DELETE are. */
  readonly repeatable?: boolean
}

/** How errors name a call: its method and its address, without the query. */
export interface CallName {
  readonly method: Method
  /** The `host_url` of the client. */
  readonly hostUrl: string
  /** Below `hostUrl`, with a slash at its start. */
  readonly path: string
}

/** The account that calls are made for, as a client has it. */
export interface Place {
  readonly hostUrl: string
  readonly account: string
}

const repeatableMethods: ReadonlySet<Method> = new Set(['GET', 'PUT', 'DELETE'])

export const isRepeatable = (call: Call): boolean =>
  call.repeatable ?? repeatableMethods.has(call.method)

/** True if the call changes nothing, so that it may be cut off at any time. */
export const isRead = (call: Call): boolean => call.method === 'GET'

export const withAccount = (path: string, account: string): string =>
  path.replaceAll('{account}', encodeURIComponent(account))

/** The name of a call whose path is one of a `Call`. */
export const nameCall = (
  { method, path }: Pick<Call, 'method' | 'path'>,
  { hostUrl, account }: Place,
): CallName => ({ method, hostUrl, path: `/${withAccount(path, account)}` })

/** What belongs to the name of a call, and nothing else. */
export const pickName = ({ method, hostUrl, path }: CallName): CallName => ({
  method,
  hostUrl,
  path,
})

/** `GET https://ab123.us1.dbt.com/api/v3/accounts/1/groups/` */
export const formatName = ({ method, hostUrl, path }: CallName): string =>
  `${method} ${hostUrl}${path}`
