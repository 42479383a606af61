import { isDeepStrictEqual } from 'node:util'
import { type CallName, type Ending, nameCall } from './call.ts'
import type { Api } from './client.ts'
import { ConflictError, StoppedError } from './errors.ts'
import { createLock } from './lock.ts'
import { unlessAborted } from './stop.ts'

/** An object whose parts belong to several owners: a project, a group's permissions, a job. */
export interface SharedObject<T extends object> {
  readonly api: Api
  /** The name of the object for the lock and in errors: `v3/accounts/{account}/projects/7/`. */
  readonly path: string
  /** Always a separate request, never a listing. */
  read(ending: Ending): Promise<T>
  write(next: T, ending: Ending): Promise<unknown>
  /** Fields that the API sets, such as `updated_at`. They are not compared. */
  readonly ownFields?: readonly (keyof T & string)[]
}

// Shared by the process, because two clients of one account must not change one object at the same time.
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

/** Requires the lock. */
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
 * Changes a part of an object. Changes in this process happen one at a time. Each is based on the current
 * object and verified. The API has no optimistic locking, so a write from elsewhere between our read and our
 * write is lost. A write from elsewhere that reverts ours is detected and reported.
 *
 * @param change returns the new object; nothing is written if it does not differ
 * @returns the object as it is afterwards
 * @throws ConflictError, and the errors of reading and writing
 */
export const changeShared = async <T extends object>(
  object: SharedObject<T>,
  change: (now: T) => T,
  ending: Ending = {},
): Promise<T> => {
  const { api, path } = object
  const name = nameCall({ method: 'GET', path }, api)
  const wait = async (previous: Promise<void>) =>
    unlessAborted(previous, api.endingSignal(ending), () => new StoppedError(name, false))
  const key = JSON.stringify([api.hostUrl, name.path])
  return lock.run(key, wait, async () => changeLocked(object, change, { name, ending }))
}
