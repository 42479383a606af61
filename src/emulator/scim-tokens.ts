import { randomBytes } from 'node:crypto'
import { type Account, perAccount } from './account.ts'
import { Collection } from './collection.ts'
import type { Id } from './exact-json.ts'
import type { Family } from './family.ts'

export interface ScimToken {
  readonly id: Id
  readonly name: string
  /** `2026-11-24T10:00:00.123456+00:00` */
  readonly created_at: string
  readonly last_used: string | null
  /** The secret, which the API returns only on creation. */
  readonly token_string: string
}

/** The SCIM tokens of one account. Methods that name a token throw RangeError when it does not exist. */
export class ScimTokens {
  readonly collection: Collection<ScimToken>
  readonly #account: Account

  constructor(account: Account) {
    this.#account = account
    this.collection = new Collection(account)
  }

  list(): readonly ScimToken[] {
    return this.collection.rows()
  }

  /** Names do not have to be unique. `fields` sets other fields, such as `last_used`. */
  add(name: string, fields: Partial<Omit<ScimToken, 'name'>> = {}): ScimToken {
    const { supply } = this.#account
    const token: ScimToken = {
      id: fields.id ?? supply.newId(),
      name,
      created_at: fields.created_at ?? supply.now(),
      last_used: fields.last_used ?? null,
      token_string: fields.token_string ?? `dbts_${randomBytes(24).toString('base64url')}`,
    }
    this.collection.put(token)
    return token
  }

  /** Adds this number of tokens, named `token 1`, `token 2`, and so on. */
  seed(count: number): readonly ScimToken[] {
    return Array.from({ length: count }, (_, index) => this.add(`token ${index + 1}`))
  }

  remove(id: Id): void {
    this.collection.delete(this.#existing(id).id)
  }

  rename(id: Id, name: string): void {
    this.collection.put({ ...this.#existing(id), name })
  }

  markUsed(id: Id): void {
    this.collection.put({ ...this.#existing(id), last_used: this.#account.supply.now() })
  }

  #existing(id: Id): ScimToken {
    const token = this.collection.get(id)
    if (token === undefined) throw new RangeError(`The account has no SCIM token ${id}.`)
    return token
  }
}

export const scimTokens = perAccount((account) => new ScimTokens(account))

export const scimTokensState: Family = {
  shape: {
    type: 'array',
    items: {
      type: 'object',
      required: ['id', 'name', 'created_at', 'last_used', 'token_string'],
      fields: {
        id: { type: 'integer' },
        name: { type: 'string' },
        created_at: { type: 'string' },
        token_string: { type: 'string' },
      },
    },
  },
  save: (account) =>
    scimTokens(account)
      .list()
      .map((token) => ({ ...token })),
  load: (account, saved) => {
    // `as`: it has the shape.
    for (const token of saved as unknown as readonly ScimToken[]) {
      scimTokens(account).collection.put(token)
    }
  },
}
