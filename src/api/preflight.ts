import type { Ending } from './call.ts'
import type { Api } from './client.ts'
import { startDeadline } from './clock.ts'
import { ApiError } from './errors.ts'
import { isCrowded } from './retry.ts'

/** The time that a plan may wait. */
const mostMs = 5_000

/** True for a response that would be the same the next time: a 401, a 403, a 404, a page of another server. */
const isLasting = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  error.status !== undefined &&
  error.status < 500 &&
  error.status !== 408 &&
  !isCrowded(error.status)

/**
 * Makes a request that shows whether later writes have a chance. Does nothing if the client does not validate
 * credentials, and ignores a server that does not respond.
 *
 * @throws ApiError if the request is refused, as the writes would be
 */
export const preflight = async (
  api: Api,
  signal: AbortSignal,
  ask: (ending: Ending & { readonly signal: AbortSignal }) => Promise<unknown>,
): Promise<void> => {
  if (!api.validatesCredentials) return
  const deadline = startDeadline(api.clock, mostMs)
  try {
    await ask({ signal: AbortSignal.any([signal, deadline.signal]) })
  } catch (error) {
    if (isLasting(error) || !(error instanceof ApiError)) throw error
  } finally {
    deadline.cancel()
  }
}
