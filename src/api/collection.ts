import { type BulkReader, bulkReader } from './bulk.ts'
import { type Call, type Ending, formatName, nameCall } from './call.ts'
import type { Api } from './client.ts'
import { UnreadableAnswerError } from './errors.ts'
import { type Decoded, decodeFields, type Fields } from './fields.ts'
import { type Id, type IdType, isSameId } from './id.ts'
import { isObject } from './json.ts'
import { orAbsent, type Presumed } from './or-absent.ts'
import { accountOf, type Item, type Kind, type Listing, list, readItem } from './pages.ts'
import { type Recall, recallOf } from './recall.ts'
import type { Listed } from './snapshot.ts'

/** A call for one object. */
export interface Reading extends Ending, Presumed {
  /** Called with a warning although the call succeeded, or the object no longer exists. */
  readonly warn?: ((summary: string, detail: string) => void) | undefined
}

/** The objects of one path. `T` is what the endpoint returns. */
export interface Collection<T extends Item> {
  readonly api: Api
  /** The path of its calls: `v3/accounts/{account}/groups/`. */
  readonly path: string
  /**
   * The current object, with a separate request.
   * @throws AbsentError if it is proven not to exist; NotFoundError if a 404 proves nothing;
   * UnreadableAnswerError if the response contains another object, or lacks a required field
   */
  get(id: Id, reading?: Reading): Promise<T>
  /**
   * The object as it was at most 10 s ago and after this process's last write. It is read together with
   * others from one listing if the collection allows it and if that takes fewer requests.
   * @throws as `get`
   */
  read(id: Id, reading?: Reading): Promise<T>
  list(ending?: Ending): Promise<Listing<T>>
  /** One POST, never retried if it may have taken effect. Only the ID of the response is checked. */
  create(body: object, ending?: Ending): Promise<T>
  /** @throws as `get` */
  delete(id: Id, reading?: Reading): Promise<void>
  /** The valid parts of a response, field by field. */
  decode(item: Item): Decoded
  /** A listed object as `get` returns it. @throws UnreadableAnswerError that names the listing */
  believe(item: Item, reading?: Reading): T
}

/** The declaration of a collection. */
export interface CollectionFacts {
  /** The path of its calls: `v3/accounts/{account}/groups/`. */
  readonly path: string
  /** True if the listing contains the same data as the path of each object. */
  readonly listsAll?: boolean
  /** The listing's query parameter for comma-separated IDs, if there is one: `pk__in`. */
  readonly filter?: string
  /** Default: integer. */
  readonly idType?: IdType
  /** The fields of responses besides the ID. Without it, responses are not checked. */
  readonly fields?: Fields
}

const endingOf = ({ signal, stoppable = true, graceful = true }: Ending): Ending => ({
  signal,
  stoppable,
  graceful,
})

/** With a trailing slash if the collection's path has one. */
const itemPath = (path: string, id: Id): string => {
  const slash = path.endsWith('/') ? '/' : ''
  return `${path.slice(0, path.length - slash.length)}/${encodeURIComponent(String(id))}${slash}`
}

/** The response to a DELETE may have no object, but not another one. */
const isBlank = (data: unknown): boolean => !isObject(data) || Object.keys(data).length === 0

/** The path of a response, and what its object is called in a message. */
interface Source {
  readonly path: string
  readonly subject: string
}

type Place = { readonly api: Api; readonly path: string }

const refuse = ({ api, path }: Place, method: Call['method'], found: string) =>
  new UnreadableAnswerError(
    { ...nameCall({ method, path }, api), status: 200 },
    found,
    'The state was not changed. Run the command again. If the response stays the same, report it to dbt Labs.',
  )

const warnUnused = ({ api, path }: Place, found: string, { warn }: Reading): void => {
  const name = formatName(nameCall({ method: 'GET', path }, api))
  warn?.(
    'dbt Cloud returned an unusable value',
    `${name} returned status 200, but ${found}. A value that is already in the state is kept.`,
  )
}

const warnLacking = ({ api, path }: Place, lacking: number, { warn }: Reading): void => {
  const name = formatName(nameCall({ method: 'GET', path }, api))
  const objects = lacking === 1 ? 'the only object' : `any of the ${lacking} objects`
  warn?.(
    'dbt Cloud lists none of the expected objects',
    `${name} does not list ${objects} that this run has requested. If you did not delete them, check ` +
      'account_id and host_url before you apply, because an apply creates them again.',
  )
}

/**
 * @example
 * const tokens = collection<Token>(api, { path: 'v3/accounts/{account}/scim-config/tokens/', listsAll: true })
 */
export const collection = <T extends Item>(api: Api, facts: CollectionFacts): Collection<T> =>
  new RestCollection(api, facts)

class RestCollection<T extends Item> implements Collection<T> {
  readonly api: Api
  readonly path: string
  readonly #facts: CollectionFacts
  readonly #kind: Kind
  readonly #recall: Recall
  readonly #reader: BulkReader<Item>

  constructor(api: Api, facts: CollectionFacts) {
    const { path, filter, idType } = facts
    this.api = api
    this.path = path
    this.#facts = facts
    this.#kind = { idType, account: accountOf(api, path) }
    this.#recall = recallOf(api, path)
    const get = async (id: Id, ending: Ending) => this.#ask(id, ending)
    this.#reader = bulkReader<Item>({ api, path, filter, idType, get })
  }

  async get(id: Id, reading: Reading = {}): Promise<T> {
    const ask = async () => this.#ask(id, endingOf(reading))
    return this.#believe(await this.#orAbsent(id, reading, ask), this.#sourceOf(id), reading)
  }

  async read(id: Id, reading: Reading = {}): Promise<T> {
    if (!this.#facts.listsAll) return this.get(id, reading)
    const ending = endingOf(reading)
    const ask = async (look: number) =>
      look === 0 ? this.#reader.read(id, ending) : this.#ask(id, ending)
    const item = await this.#orAbsent(id, reading, ask)
    // The object's own path may return a valid object, and its error names the object.
    if (this.decode(item).faults.length > 0) return this.get(id, reading)
    return this.#believe(item, this.#sourceOf(id), reading)
  }

  async list(ending: Ending = {}): Promise<Listing<T>> {
    return list<T>(this.api, { ...ending, path: this.path, idType: this.#facts.idType })
  }

  async create(body: object, ending: Ending = {}): Promise<T> {
    const data = await this.api.request({ ...ending, method: 'POST', path: this.path, body })
    const item = readItem(data, this.#kind)
    // Not `refuse`, because the created object is still looked up.
    if (typeof item === 'string') {
      const name = nameCall({ method: 'POST', path: this.path }, this.api)
      throw new UnreadableAnswerError({ ...name, status: 200 }, item)
    }
    // `as`: the caller checks the fields, so that valid ones are not lost.
    return item as T
  }

  async delete(id: Id, reading: Reading = {}): Promise<void> {
    const ending = endingOf(reading)
    const call = { ...ending, method: 'DELETE', path: itemPath(this.path, id) } as const
    const data = await this.#orAbsent(id, reading, async () => this.api.request(call))
    if (!isBlank(data)) this.#readSame('DELETE', id, data)
  }

  decode(item: Item): Decoded {
    const { fields } = this.#facts
    return fields
      ? decodeFields(fields, { ...item })
      : { sound: { ...item }, faults: [], unused: [] }
  }

  believe(item: Item, reading: Reading = {}): T {
    const subject = `object ${item.id} of its list`
    return this.#believe(item, { path: this.path, subject }, reading)
  }

  #believe(item: Item, { path, subject }: Source, reading: Reading): T {
    const { sound, faults, unused } = this.decode(item)
    const place = { api: this.api, path }
    if (faults.length > 0) throw refuse(place, 'GET', `${subject} is invalid: ${faults.join(', ')}`)
    if (unused.length > 0)
      warnUnused(place, `${subject} is incomplete: ${unused.join(', ')}`, reading)
    // `as`: the declared fields are checked; without a declaration they are the caller's knowledge.
    return { ...sound, id: item.id } as T
  }

  #sourceOf(id: Id): Source {
    return { path: itemPath(this.path, id), subject: 'its object' }
  }

  async #ask(id: Id, ending: Ending): Promise<Item> {
    const path = itemPath(this.path, id)
    return this.#readSame('GET', id, await this.api.request({ ...ending, method: 'GET', path }))
  }

  /** @throws UnreadableAnswerError if the response is not about this object */
  #readSame(method: Call['method'], id: Id, data: unknown): Item {
    const item = readItem(data, this.#kind)
    if (typeof item !== 'string' && isSameId(item.id, id)) return item
    const found = typeof item === 'string' ? item : `it contains object ${item.id} instead of ${id}`
    throw refuse({ api: this.api, path: itemPath(this.path, id) }, method, found)
  }

  async #orAbsent<R>(id: Id, reading: Reading, ask: (look: number) => Promise<R>): Promise<R> {
    this.#recall.note(id)
    const ending = endingOf(reading)
    const result = await orAbsent({
      api: this.api,
      id,
      presumed: reading,
      ending,
      ask,
      listed: async (look) => this.#listed(look, ending),
      onAbsent: (listed) => {
        const lacking = this.#recall.lackedBy(listed)
        if (lacking !== undefined) warnLacking(this, lacking, reading)
      },
    })
    this.#recall.found()
    return result
  }

  /** The IDs in a complete listing. A recent listing is sufficient for the first look. */
  async #listed(look: number, ending: Ending): Promise<Listed | undefined> {
    const recent = look === 0 && this.#facts.listsAll ? this.#reader.listed() : undefined
    if (recent !== undefined) return recent
    const { items, complete } = await this.list(ending)
    return complete ? new Set(items.map(({ id }) => String(id))) : undefined
  }
}
