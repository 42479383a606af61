import {
  type Collection,
  type Item,
  nameCall,
  UnreadableAnswerError,
  unlikeSent,
} from '../api/index.ts'
import { Incomplete } from '../framework/index.ts'

/** What a create sent, and who is warned. */
export interface Creating {
  readonly sent: Readonly<Record<string, unknown>>
  readonly warn: (summary: string, detail: string) => void
}

/**
 * The fields of a created object, as far as they are sound: an unusable computed one is left out with a
 * warning.
 *
 * @throws Incomplete if one that is never null is unusable, or is not what was sent. The object exists, so
 * all that is sound is saved; the plan has the rest.
 */
export const created = <T extends Item>(
  all: Collection<T>,
  item: T,
  { sent, warn }: Creating,
): Partial<T> & Item => {
  const { sound, faults, unused } = all.decode(item)
  const other = unlikeSent(sent, sound)
  const wrong = [...faults, ...other.map((name) => `${name} is not the value that was sent`)]
  const kept = Object.entries(sound).filter(([name]) => !other.includes(name))
  // `as`: the declared fields are checked.
  const fields = { ...Object.fromEntries(kept), id: item.id } as Partial<T> & Item
  if (unused.length > 0)
    warn(
      'dbt Cloud returned an unusable value',
      `The object ${item.id} was created, but ${unused.join(', ')}. It is saved as null.`,
    )
  if (wrong.length > 0) throw new Incomplete(fields, partial(all, wrong))
  return fields
}

const partial = (
  { api, path }: Pick<Collection<Item>, 'api' | 'path'>,
  wrong: readonly string[],
): UnreadableAnswerError => {
  return new UnreadableAnswerError(
    { ...nameCall({ method: 'POST', path }, api), status: 200 },
    `its object is invalid: ${wrong.join(', ')}`,
    'If this happens again, report it to dbt Labs.',
  )
}
