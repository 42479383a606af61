import { type Ending, pickName } from './call.ts'
import type { Api } from './client.ts'
import { AbsentError, NotFoundError, StoppedError } from './errors.ts'
import { type Id, isSameId } from './id.ts'
import { type Item, list } from './pages.ts'
import { parseHttpDate, parseTime } from './server-clock.ts'
import type { Listed } from './snapshot.ts'

/** What is known about an object that may no longer exist. */
export interface Presumed {
  /**
   * The creation time of the object, as dbt Cloud returned it, or null. An object younger than a minute may
   * not be visible in all parts of dbt Cloud yet. Undefined: the age does not matter.
   */
  readonly createdAt?: string | null | undefined
}

/** How a missing object is looked for. */
export interface AbsenceCheck<R> {
  readonly api: Api
  readonly id: Id
  readonly presumed: Presumed
  readonly ending: Ending
  /** The call that may return a 404. Looks are numbered from 0. */
  readonly ask: (look: number) => Promise<R>
  /** The ids in the complete listing of the collection; undefined without one. */
  readonly listed: (look: number) => Promise<Listed | undefined>
  /** Called before the object counts as deleted. */
  readonly onAbsent: (listed: Listed) => void
}

/** From this age on, an object that dbt Cloud does not return is deleted. */
const marginMs = 60_000

const firstPauseMs = 2_000

/** An empty listing proves nothing if the token does not (or no longer) give access to the account. */
const opensAccount = async (api: Api, ending: Ending): Promise<boolean> => {
  const { items } = await list<Item>(api, { ...ending, path: 'v2/accounts/' })
  return items.some(({ id }) => isSameId(id, api.account))
}

/** The IDs in a complete listing, if the token gives access to the account. Otherwise undefined. */
const findListed = async <R>(
  { api, ending, listed }: AbsenceCheck<R>,
  look: number,
): Promise<Listed | undefined> => {
  try {
    const ids = await listed(look)
    if (ids === undefined || ids.size > 0) return ids
    return (await opensAccount(api, ending)) ? ids : undefined
  } catch (error) {
    if (error instanceof StoppedError) throw error
    return undefined
  }
}

/** Milliseconds until the object is old enough, by the server's clock or by the time spent waiting. */
const youthLeft = (
  createdAt: string | null | undefined,
  date: string | undefined,
  waited: number,
) => {
  if (createdAt === undefined) return 0
  const age = parseHttpDate(date) - parseTime(createdAt ?? '')
  return marginMs - Math.max(waited, Number.isNaN(age) ? 0 : age)
}

/**
 * Milliseconds until the next look. 0: the object is gone.
 * @throws the error, if it proves nothing
 */
const judge = async <R>(
  check: AbsenceCheck<R>,
  error: NotFoundError,
  { look, waited }: { readonly look: number; readonly waited: number },
): Promise<number> => {
  const listed = await findListed(check, look)
  const left = youthLeft(check.presumed.createdAt, error.date, waited)
  if (listed === undefined) throw error
  if (left > 0) return Math.min(left, firstPauseMs * 2 ** look)
  if (listed.has(String(check.id))) throw error
  check.onAbsent(listed)
  return 0
}

/**
 * Returns the result of the call. A 404 counts as absence only with proof: a complete listing does not contain
 * the object either, the token gives access to the account, and the object is older than a minute. Until it is
 * that old, the call is retried.
 *
 * @throws AbsentError if it is proven; NotFoundError if not
 */
export const orAbsent = async <R>(check: AbsenceCheck<R>): Promise<R> => {
  const { api, ending, ask } = check
  const signal = api.endingSignal(ending)
  // Not by the clock, which may be set back.
  let waited = 0
  for (let look = 0; ; look += 1) {
    try {
      return await ask(look)
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error
      const ms = await judge(check, error, { look, waited })
      if (ms === 0) throw new AbsentError({ ...pickName(error), status: 404 })
      const stopped = () => new StoppedError(pickName(error), false)
      await api.clock.sleep(ms, signal).catch(() => Promise.reject(stopped()))
      waited += ms
    }
  }
}
