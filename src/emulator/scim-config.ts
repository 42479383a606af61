import { type Account, perAccount } from './account.ts'
import { found } from './answer.ts'
import type { Json } from './exact-json.ts'
import type { Family } from './family.ts'
import type { Route } from './route.ts'

type ScimConfig = Readonly<
  Record<'enabled' | 'manual_updates_allowed' | 'scim_controlled_license_type', boolean>
>

const initial: ScimConfig = {
  enabled: false,
  manual_updates_allowed: false,
  scim_controlled_license_type: false,
}

const stored = perAccount((_account): { config: ScimConfig } => ({ config: initial }))

/** POST is an upsert: omitted fields do not change. */
const update = (account: Account, body: Json) => {
  const store = stored(account)
  // The body matches the documented schema: booleans with these names, one of them optional.
  store.config = { ...store.config, ...(body as Partial<ScimConfig>) }
  return found(store.config)
}

export const scimConfigState: Family = {
  shape: {
    type: 'object',
    required: Object.keys(initial),
    fields: Object.fromEntries(Object.keys(initial).map((name) => [name, { type: 'boolean' }])),
  },
  save: (account) => stored(account).config,
  load: (account, saved) => {
    // `as`: it has the shape.
    stored(account).config = saved as ScimConfig
  },
}

const path = '/api/v3/accounts/{account_id}/scim-config/'

export const scimConfigRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    feature: 'scim',
    handle: ({ account }) => found(stored(account).config),
  },
  {
    method: 'POST',
    path,
    feature: 'scim',
    handle: ({ account, body }) => update(account, body),
  },
]
