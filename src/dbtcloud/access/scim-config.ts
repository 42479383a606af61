import type { Api } from '../../api/index.ts'
import { AttributeError, bool, computed, derive, required, string } from '../../framework/index.ts'
import { dataSource, resource } from '../declare.ts'
import { scim } from './scim.ts'

interface Config {
  readonly enabled: boolean
  readonly manual_updates_allowed: boolean
  readonly scim_controlled_license_type: boolean
}

const path = 'v3/accounts/{account}/scim-config/'

type Ending = { readonly signal: AbortSignal }

// There is one configuration an account, always: it has no id of its own, so the account's is it.
const told = (api: Api, config: Config) => ({ ...config, id: api.account })

const get = async (api: Api, { signal }: Ending) =>
  told(api, await scim(api.request<Config>({ method: 'GET', path, signal })))

const set = async (api: Api, body: Config, { signal }: Ending) =>
  told(
    api,
    await scim(api.request<Config>({ method: 'POST', path, body, repeatable: true, signal })),
  )

const schema = {
  id: computed(string, 'The ID of the account.', {
    stable: true,
  }),
  enabled: required(bool, 'Whether SCIM is enabled.'),
  manual_updates_allowed: required(
    bool,
    'Whether users and groups that SCIM manages can also be updated manually in dbt Cloud.',
  ),
  scim_controlled_license_type: required(
    bool,
    'Whether the identity provider sets the license type of each user.',
  ),
}

const chosen = ({ enabled, manual_updates_allowed, scim_controlled_license_type }: Config) => ({
  enabled,
  manual_updates_allowed,
  scim_controlled_license_type,
})

const checkAccount = (api: Api, id: string): void => {
  if (id === api.account) return
  throw new AttributeError(
    [{ attribute: 'id' }],
    `The SCIM configuration of account ${id} was asked for, but the provider is configured for ` +
      `account ${api.account}. Use the account's own id, or configure the provider for ${id}.`,
  )
}

/** The account's switch for SCIM (dbt API v3, scim-config). The POST sets it, first time or not. */
export const scimConfig = resource('scim_config', {
  description:
    'Manages the SCIM configuration of the account. Each account has exactly one. Destroying this ' +
    'resource disables SCIM, allows manual updates, and returns control of license types to dbt ' +
    'Cloud.',
  schema,
  create: ({ plan, api, signal }) => set(api, chosen(plan), { signal }),
  read: async ({ state, api, signal }) => {
    checkAccount(api, state.id)
    return get(api, { signal })
  },
  update: async ({ plan, state, api, signal }) => {
    checkAccount(api, state.id)
    return set(api, chosen(plan), { signal })
  },
  delete: async ({ state, api, signal }) => {
    checkAccount(api, state.id)
    const off = {
      enabled: false,
      manual_updates_allowed: true,
      scim_controlled_license_type: false,
    }
    await set(api, off, { signal })
  },
})

export const scimConfigData = dataSource('scim_config', {
  description: 'Reads the SCIM configuration of the account.',
  schema: derive(schema),
  read: ({ api, signal }) => get(api, { signal }),
})
