import { objectsIn } from './state-objects.ts'

/**
 * The ids, in all their digits, of the objects of a type that a state owns. Deposed objects are owned too.
 *
 * @param text a state file, or what `terraform show -json` prints
 * @throws StateError
 */
export const ownedIds = (text: string, type: string): ReadonlySet<string> =>
  new Set(
    objectsIn(text)
      .filter((object) => object.type === type)
      .map(({ attributes }) => String(attributes['id'])),
  )
