import { guarded } from '../schema/guarded.ts'
import type { PrivateValue } from '../schema/resource.ts'
import { buildObject } from '../value/value.ts'

/** Data that Terraform stores with an object's state and does not show. */
export interface PrivateState {
  /** The scope of the object. Undefined until a create, read, or import has recorded it. */
  readonly scope?: Readonly<Record<string, string>> | undefined
  /** The values that verbs have set. */
  readonly values: Readonly<Record<string, PrivateValue>>
  /** The bytes of another provider, such as one built with the Go SDK. Nothing in them is trusted. */
  readonly foreign: Uint8Array
}

/** Raised for an envelope of ours that this version cannot read. Ignoring it would lose the scope. */
export class PrivateStateError extends Error {
  constructor() {
    super(
      'The private data of this object was written by a newer version of this provider, or is damaged. ' +
        'Use the version of the provider that last changed the object.',
    )
    this.name = 'PrivateStateError'
  }
}

/*
 * The envelope is stored in users' states, so its format has a version:
 *
 *   { "terraform_provider_envelope": 1, "provider": "dbtcloud",
 *     "scope": { … }, "values": { … }, "foreign": "<base64>" }
 *
 * Only bytes with this mark and this provider's name are ours. It is a JSON object so that a user can go back to a Go
 * provider: HashiCorp's SDK ignores members that it does not know, and its framework drops an object that is not its own.
 */
const MARK = 'terraform_provider_envelope'
const VERSION = 1

/** @throws PrivateStateError */
export const decodePrivate = (provider: string, bytes: Uint8Array | undefined): PrivateState => {
  const foreign = bytes ?? new Uint8Array()
  const parsed = guarded<unknown>(undefined, () => JSON.parse(Buffer.from(foreign).toString()))
  if (!isRecord(parsed) || !Object.hasOwn(parsed, MARK) || parsed['provider'] !== provider)
    return { values: {}, foreign }
  const { scope, values = {}, foreign: within = '' } = parsed
  if (parsed[MARK] !== VERSION || !isRecord(values) || typeof within !== 'string')
    throw new PrivateStateError()
  if (scope !== undefined && !isTexts(scope)) throw new PrivateStateError()
  // What `JSON.parse` returns is JSON.
  const known = values as PrivateState['values']
  return { scope, values: known, foreign: Buffer.from(within, 'base64') }
}

/** Bytes of another provider are unchanged until there is something of ours to save. */
export const encodePrivate = (provider: string, state: PrivateState): Uint8Array => {
  const { scope, values, foreign } = state
  if (scope === undefined && Object.keys(values).length === 0) return foreign
  const within = foreign.length > 0 ? { foreign: Buffer.from(foreign).toString('base64') } : {}
  return Buffer.from(JSON.stringify({ [MARK]: VERSION, provider, scope, values, ...within }))
}

/** Whether the bytes are an envelope of this provider. */
export const isOwnPrivate = (provider: string, bytes: Uint8Array | undefined): boolean =>
  guarded(true, () => {
    const { scope, values } = decodePrivate(provider, bytes)
    return scope !== undefined || Object.keys(values).length > 0
  })

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every((text) => typeof text === 'string')

/** Raised for a private value that is not JSON or is too large. */
export class PrivateValueError extends Error {
  readonly key: string
  constructor(key: string) {
    super(
      `The private value "${key}" is not JSON, or there is more than 1 MiB of private values, so it was not saved. ` +
        'This is an error in the provider. Please report it.',
    )
    this.name = 'PrivateValueError'
    this.key = key
  }
}

const MOST_CHARACTERS = 2 ** 20

const sizeOf = (key: string, text: string): number => key.length + text.length

// `JSON.stringify` wrote it.
const parse = (text: string): PrivateValue => JSON.parse(text) as PrivateValue

/** Private state while a verb runs. It holds JSON texts, so that a verb cannot change a value that it got or set. */
export class PrivateDraft {
  readonly #state: PrivateState
  readonly #texts: Map<string, string>
  readonly #faults: Error[] = []
  #size = 0

  constructor(state: PrivateState) {
    this.#state = state
    this.#texts = new Map(
      Object.entries(state.values).map(([key, value]) => [key, JSON.stringify(value)]),
    )
    for (const [key, text] of this.#texts) this.#size += sizeOf(key, text)
  }

  get(key: string): PrivateValue | undefined {
    const text = this.#texts.get(key)
    return text === undefined ? undefined : parse(text)
  }

  /** Never throws: the verb that calls it may have created an object already. */
  set(key: string, value: PrivateValue | undefined): void {
    const text = guarded(undefined, () => JSON.stringify(value))
    if (value === undefined) this.#remove(key)
    else if (text === undefined || this.#sizeWithout(key) + sizeOf(key, text) > MOST_CHARACTERS)
      this.#faults.push(new PrivateValueError(key))
    else {
      this.#remove(key)
      this.#texts.set(key, text)
      this.#size += sizeOf(key, text)
    }
  }

  #sizeWithout(key: string): number {
    const text = this.#texts.get(key)
    return this.#size - (text === undefined ? 0 : sizeOf(key, text))
  }

  #remove(key: string): void {
    this.#size = this.#sizeWithout(key)
    this.#texts.delete(key)
  }

  get faults(): readonly Error[] {
    return this.#faults
  }

  /** The private state after the verb, for an object in `scope`. */
  finish(scope: PrivateState['scope']): PrivateState {
    const values = buildObject([...this.#texts].map(([key, text]) => [key, parse(text)] as const))
    return { ...this.#state, scope: scope ?? this.#state.scope, values }
  }
}
