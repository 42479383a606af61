import { complaint } from './check.ts'
import type { Shape } from './endpoint-facts.ts'
import { decodeJson, encodeJson, type Id, idOf, type Json } from './exact-json.ts'
import type { Family } from './family.ts'
import { scimConfigState } from './scim-config.ts'
import { scimTokensState } from './scim-tokens.ts'
import type { World } from './world.ts'

/** By the family's name in a saved state. */
const families: Readonly<Record<string, Family>> = {
  scim_config: scimConfigState,
  scim_tokens: scimTokensState,
}

const shape: Shape = {
  type: 'object',
  required: ['next_id', 'accounts'],
  fields: {
    next_id: { type: 'integer' },
    accounts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id'],
        fields: {
          id: { type: 'integer' },
          ...Object.fromEntries(Object.entries(families).map(([name, one]) => [name, one.shape])),
        },
      },
    },
  },
}

/** Thrown for a text that is not a saved state. */
export class StateError extends Error {
  override readonly name = 'StateError'
  constructor() {
    super('it was not written by --save')
  }
}

interface Saved {
  readonly next_id: Id
  readonly accounts: readonly ({ readonly id: Id } & Readonly<Record<string, Json>>)[]
}

/** The emulator's whole state, including secrets, as JSON text. */
export const encodeState = (world: World): string => {
  const accounts = world.accounts.map((account) => {
    const saved = Object.entries(families).map(
      ([name, family]) => [name, family.save(account)] as const,
    )
    return { id: account.id, ...Object.fromEntries(saved) }
  })
  return encodeJson({ next_id: world.nextId, accounts })
}

const decode = (text: string): Saved => {
  try {
    const saved = decodeJson(text)
    if (complaint(shape, saved) === undefined) {
      // `as`: the shape says so.
      const { next_id, accounts } = saved as unknown as Saved
      if (next_id > 0) return { next_id, accounts }
    }
  } catch {
    // Invalid JSON is handled like any other text.
  }
  throw new StateError()
}

/**
 * Loads a saved state, account by account. Accounts that the emulator does not have are ignored.
 * @throws StateError
 */
export const decodeState = (world: World, text: string): void => {
  const { next_id, accounts } = decode(text)
  world.setNextId(next_id)
  for (const { id, ...saved } of accounts) {
    const account = world.accounts.find((one) => one.id === idOf(id))
    for (const [name, family] of Object.entries(families))
      if (account !== undefined && saved[name] !== undefined) family.load(account, saved[name])
  }
}
