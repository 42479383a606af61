import { isDeepStrictEqual } from 'node:util'
import { type CallName, type Ending, nameCall } from './call.ts'
import type { Api } from './client.ts'
import { ConflictError, StoppedError } from './errors.ts'
import { createLock } from './lock.ts'
import { unlessAborted } from './stop.ts'

/** An object of which several owners each keep a part: a project, a group's permissions, a job. */
export interface SharedObject<T extends object> {
  readonly api: Api
  /** Names the object in the lock and in errors: `v3/accounts/{account}/projects/7/`. */
  readonly path: string
  /** By a request of its own, never from a listing. */
  read(ending: Ending): Promise<T>
  write(next: T, ending: Ending): Promise<unknown>
  /** Fields that the API sets by itself, such as `updated_at`: they are not compared. */
  readonly ownFields?: readonly (keyof T & string)[]
}

// Of the process: two clients of one account must not change one object at once.
const lock = createLock()

/** The names of the fields that differ. */
const differences = <T extends object>(
  { ownFields = [] }: SharedObject<T>,
  written: T,
  found: T,
): readonly string[] => {
  const names = Object.keys(written) as (keyof T & string)[] // `as`: its own keys are these
  return names.filter(
    (name) => !ownFields.includes(name) && !isDeepStrictEqual(written[name], found[name]),
  )
}

/** Under the lock. */
const changeLocked = async <T extends object>(
  object: SharedObject<T>,
  change: (now: T) => T,
  { name, ending }: { readonly name: CallName; readonly ending: Ending },
): Promise<T> => {
  const now = await object.read(ending)
  const next = change(now)
  if (differences(object, next, now).length === 0) return now
  await object.write(next, ending)
  const found = await object.read(ending)
  const fields = differences(object, next, found)
  if (fields.length > 0) throw new ConflictError(name, fields)
  return found
}

/**
 * Changes a part of an object: one change at a time in this process, each on top of what the object is
 * at that moment, and verified. The API has no way to refuse a write on top of an older reading, so a
 * write from elsewhere between the reading and ours is lost; one that undoes ours is found and told.
 *
 * @param change makes the whole object as it shall be; nothing is written if that is what it is
 * @returns the object as it is afterwards
 * @throws ConflictError, and whatever reading and writing throw
 */
export const changeShared = async <T extends object>(
  object: SharedObject<T>,
  change: (now: T) => T,
  ending: Ending = {},
): Promise<T> => {
  const { api, path } = object
  const name = nameCall({ method: 'GET', path }, api)
  const wait = async (turn: Promise<void>) =>
    unlessAborted(turn, api.endingSignal(ending), () => new StoppedError(name, false))
  const key = JSON.stringify([api.hostUrl, name.path])
  return lock.run(key, wait, async () => changeLocked(object, change, { name, ending }))
}
