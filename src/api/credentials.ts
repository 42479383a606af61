import { accountsIn } from './advice.ts'
import type { Call } from './call.ts'
import { ApiError, ForbiddenError, UnauthorizedError } from './errors.ts'
import { type Link, perform } from './perform.ts'
import { onAbort, type Stop } from './stop.ts'

/** A request that every accepted token may send. */
export const credentialsCall: Call = { method: 'GET', path: 'v2/accounts/' }

const isRefused = (error: unknown): boolean =>
  error instanceof UnauthorizedError || error instanceof ForbiddenError

// One attempt only: the request that waits for this has retries of its own.
const withoutRetry = (link: Link): Link => ({
  ...link,
  settings: { ...link.settings, retry: { ...link.settings.retry, maxRetries: 0 } },
})

/** The check, made once and shared by all callers. A check that was stopped is made again. */
export const createCredentialsCheck = (link: Link, stop: Stop): (() => Promise<void>) => {
  let shared: Promise<void> | undefined
  const check = async (): Promise<void> => {
    const signal = stop.current()
    // At the stop itself, so that a request that begins right after it does not join a stopped check.
    const release = onAbort(signal, () => {
      shared = undefined
    })
    try {
      const { data, pagination } = await perform(withoutRetry(link), credentialsCall, signal)
      link.found.accounts = accountsIn(data, pagination)
    } catch (error) {
      if (!(error instanceof ApiError) || isRefused(error)) throw error
      link.settings.log('warn', 'the token could not be checked', { error: error.code })
    } finally {
      release()
    }
  }
  return async () => (shared ??= check())
}
