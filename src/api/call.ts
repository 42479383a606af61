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

/** How errors and logs name a call: its method, and its path without the query. */
export interface CallName {
  readonly method: Method
  readonly path: string
}

const repeatableMethods: ReadonlySet<Method> = new Set(['GET', 'PUT', 'DELETE'])

export const isRepeatable = (call: Call): boolean =>
  call.repeatable ?? repeatableMethods.has(call.method)

/** True if the call changes nothing, so that it may be cut off at any time. */
export const isRead = (call: Call): boolean => call.method === 'GET'

export const withAccount = (path: string, account: string): string =>
  path.replaceAll('{account}', encodeURIComponent(account))
