import {
  type Api,
  type ApiError,
  collection,
  createSecret,
  isSameName,
  LeftBehindError,
  LeftoverError,
  listFirst,
  preflight,
  RepairedCreateError,
  readId,
} from '../../api/index.ts'
import {
  computed,
  derive,
  Incomplete,
  type Integer,
  int64,
  listNested,
  required,
  string,
} from '../../framework/index.ts'
import { created } from '../created.ts'
import { dataSource, resource } from '../declare.ts'
import { fieldsOf } from '../fields-of.ts'
import { name, nameRules } from '../name.ts'
import { scim } from './scim.ts'

interface Token {
  readonly id: Integer
  readonly name: string
  /** Undefined where the answer had no usable one. */
  readonly created_at?: string | null
  readonly last_used?: string | null
  /** Only in the answer to the create. */
  readonly token_string?: string
}

const schema = {
  id: computed(int64, 'The ID of the token.', { stable: true }),
  name: required(name, 'The name of the token. A token cannot be renamed.', {
    replace: true,
    validate: nameRules,
  }),
  token_string: computed(
    string,
    'The value of the token. dbt Cloud returns it only on creation. It is saved to the state and ' +
      'is null after import.',
    { sensitive: true, once: true },
  ),
  created_at: computed(string, 'The time when the token was created.', { stable: true }),
  last_used: computed(
    string,
    'The time when the token was last used. Null if it has never been used.',
  ),
}

const declared = fieldsOf(schema)

/** A time that is an empty text is none. */
const timeOf = (name: 'created_at' | 'last_used') => ({
  [name]: { type: 'string', ...declared[name], emptyIsNull: true } as const,
})

const fields = { ...declared, ...timeOf('created_at'), ...timeOf('last_used') }

const tokens = (api: Api) =>
  collection<Token>(api, {
    path: 'v3/accounts/{account}/scim-config/tokens/',
    listsAll: true,
    fields,
  })

/** As the schema has it: without what only the create returns, and with null for what cannot be used. */
const listed = ({ id, name, created_at = null, last_used = null }: Token) => ({
  id,
  name,
  created_at,
  last_used,
})

/** What is known of a token that was left behind, as far as it is sound. */
const soundOf = (api: Api, { id, fields }: LeftBehindError) => ({
  ...tokens(api).decode({ ...fields, id }).sound,
  id: readId(id),
})

const summaryOf = (warning: ApiError): string => {
  if (warning instanceof RepairedCreateError) return 'A lost SCIM token was deleted'
  if (warning instanceof LeftoverError) return 'A SCIM token of an earlier run may be left over'
  return 'A SCIM token may be left over'
}

/** A bearer token with which an identity provider writes users and groups (dbt API v3, scim-config). */
export const scimConfigToken = resource('scim_config_token', {
  description:
    'Manages a SCIM token. An identity provider uses the token to create, update, and remove the ' +
    'users and groups of a dbt Cloud account.',
  schema,
  // The listing also serves the creates.
  preflight: async ({ api, signal }) =>
    scim(preflight(api, signal, async (ending) => listFirst(tokens(api), ending.signal))),
  create: async ({ plan, api, signal, abandoned, warn }) => {
    try {
      const token = await scim(
        createSecret(tokens(api), {
          name: plan.name,
          body: { name: plan.name },
          secretField: 'token_string',
          isCandidate: ({ name }) => typeof name === 'string' && isSameName(name, plan.name),
          createdAt: ({ created_at }) => created_at,
          isUsed: ({ last_used }) => (last_used ?? '') !== '',
          warn: (warning) => warn(summaryOf(warning), warning.message),
          signal,
          abandoned,
        }),
      )
      const sound = created(tokens(api), token, { sent: { name: plan.name }, warn })
      return { ...listed({ ...sound, name: plan.name }), token_string: sound.token_string ?? null }
    } catch (error) {
      throw error instanceof LeftBehindError ? new Incomplete(soundOf(api, error), error) : error
    }
  },
  read: async ({ state, api, signal, isImport, warn }) => {
    // An import must not be answered from what was listed before.
    const verb = isImport ? 'get' : 'read'
    const createdAt = isImport ? undefined : state.created_at
    // Of an import, the next read warns. Until then, nothing was expected to exist.
    return scim(
      tokens(api)[verb](state.id, { signal, createdAt, warn: isImport ? undefined : warn }),
    )
  },
  delete: async ({ state, api, signal, warn }) =>
    scim(tokens(api).delete(state.id, { signal, createdAt: state.created_at, warn })),
})

/** Raised where a listing is not complete: a list that may lack some is worse than none. */
export class IncompleteListingError extends Error {
  constructor() {
    super(
      'dbt Cloud did not list all SCIM tokens: the number of tokens does not match the count in the response. ' +
        'Run the command again.',
    )
    this.name = 'IncompleteListingError'
  }
}

export const scimConfigTokens = dataSource('scim_config_tokens', {
  description: 'Lists the SCIM tokens of the account, without their values.',
  schema: {
    tokens: computed(
      listNested(derive(schema)),
      'The SCIM tokens, in the order in which the API returns them.',
    ),
  },
  read: async ({ api, signal, warn }) => {
    const all = tokens(api)
    const { items, complete } = await scim(all.list({ signal }))
    if (!complete) throw new IncompleteListingError()
    return { tokens: items.map((item) => listed(all.believe(item, { warn }))) }
  },
})
