import { accountsIn } from './advice.ts'
import type { Call } from './call.ts'
import { ApiError, ForbiddenError, UnauthorizedError } from './errors.ts'
import { type Link, perform } from './perform.ts'
import { onAbort, type Stop } from './stop.ts'

/** A request that every valid token can send. */
export const credentialsCall: Call = { method: 'GET', path: 'v2/accounts/' }

const isRefused = (error: unknown): boolean =>
  error instanceof UnauthorizedError || error instanceof ForbiddenError

// Only one attempt, because the request that waits for it has its own retries.
const withoutRetry = (link: Link): Link => ({
  ...link,
  settings: { ...link.settings, retry: { ...link.settings.retry, maxRetries: 0 } },
})

/** The check, performed once and shared by all callers. A stopped check is repeated. */
export const createCredentialsCheck = (link: Link, stop: Stop): (() => Promise<void>) => {
  let shared: Promise<void> | undefined
  const check = async (): Promise<void> => {
    const signal = stop.current()
    // During the stop, so that a request that starts directly after it does not join a stopped check.
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
