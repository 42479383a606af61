import { type Api, preflight, requestObject, UnreadableAnswerError } from '../../api/index.ts'
import {
  AttributeError,
  bool,
  computed,
  derive,
  Incomplete,
  required,
  string,
} from '../../framework/index.ts'
import { dataSource, resource } from '../declare.ts'
import { fieldsOf } from '../fields-of.ts'
import { singleton } from '../singleton.ts'
import { scim } from './scim.ts'

interface Config {
  readonly enabled: boolean
  readonly manual_updates_allowed: boolean
  readonly scim_controlled_license_type: boolean
}

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

const path = 'v3/accounts/{account}/scim-config/'

const fields = fieldsOf(schema)

type Asking = { readonly signal: AbortSignal }

// Every account has one configuration: it has no ID of its own, so the account's ID is used.
const identified = (api: Api, config: Config) => ({ ...config, id: api.account })

const get = async (api: Api, { signal }: Asking) =>
  identified(
    api,
    await scim(requestObject<Config>(api, { method: 'GET', path, signal }, { fields })),
  )

const set = async (api: Api, body: Config, { signal }: Asking) => {
  const call = { method: 'POST', path, body, repeatable: true, signal } as const
  return identified(api, await scim(requestObject<Config>(api, call, { fields })))
}

const chosen = ({ enabled, manual_updates_allowed, scim_controlled_license_type }: Config) => ({
  enabled,
  manual_updates_allowed,
  scim_controlled_license_type,
})

/** What a destroy leaves behind. */
const off: Config = {
  enabled: false,
  manual_updates_allowed: true,
  scim_controlled_license_type: false,
}

const one = singleton('scim_config')

const checkAccount = (api: Api, id: string): void => {
  if (id === api.account) return
  throw new AttributeError(
    [{ attribute: 'id' }],
    `This is the SCIM configuration of account ${id}, but the provider is configured for account ` +
      `${api.account}. Set account_id to ${id}.`,
  )
}

const checkImport = (api: Api, id: string): void => {
  if (id === api.account) return
  throw new AttributeError(
    [{ attribute: 'id' }],
    `Invalid import ID ${JSON.stringify(id)}: expected the ID of the account that the provider is configured ` +
      `for, ${api.account}.`,
  )
}

type Warn = (summary: string, detail: string) => void

const warnOfTwo = (api: Api, warn: Warn) => () =>
  warn(
    'Two resources have set the SCIM configuration',
    `Another resource has also set the SCIM configuration of account ${api.account} in this run. Each account ` +
      'has exactly one. If your configuration contains both resources, they overwrite each other: keep ' +
      'one, and remove the other from the state (`terraform state rm` or `pulumi state delete`) and from ' +
      'the configuration. Do not destroy it, because that disables SCIM.',
  )

/** The account's switch for SCIM (dbt API v3, scim-config). The POST sets it, first time or not. */
export const scimConfig = resource('scim_config', {
  description:
    'Manages the SCIM configuration of the account. Each account has exactly one. Destroying this ' +
    'resource disables SCIM, allows manual updates, and returns control of license types to dbt ' +
    'Cloud.',
  schema,
  isSingleton: true,
  preflight: async ({ api, signal }) => preflight(api, signal, async (ending) => get(api, ending)),
  create: async ({ plan, api, signal, warn, private: kept }) => {
    const holding = { api, private: kept, warnOfOther: warnOfTwo(api, warn) }
    try {
      return await one.set(holding, async () => set(api, chosen(plan), { signal }))
    } catch (error) {
      // It took effect: without a state, a destroy would leave SCIM as it is.
      throw error instanceof UnreadableAnswerError
        ? new Incomplete({ id: api.account }, error)
        : error
    }
  },
  read: async ({ state, api, signal, isImport }) => {
    const check = isImport ? checkImport : checkAccount
    check(api, state.id)
    return get(api, { signal })
  },
  update: async ({ plan, state, api, signal, warn, private: kept }) => {
    checkAccount(api, state.id)
    const holding = { api, private: kept, warnOfOther: warnOfTwo(api, warn) }
    return one.set(holding, async () => set(api, chosen(plan), { signal }))
  },
  delete: async ({ state, api, signal, warn, private: kept }) => {
    checkAccount(api, state.id)
    const reset = async () => void (await set(api, off, { signal }))
    if (await one.reset({ api, private: kept }, reset)) return
    warn(
      'The SCIM configuration was left as it is',
      `Another resource has set the SCIM configuration of account ${api.account} in this run. Each account ` +
        'has exactly one, so destroying this resource did not disable SCIM. It was only removed from the state.',
    )
  },
})

export const scimConfigData = dataSource('scim_config', {
  description: 'Reads the SCIM configuration of the account.',
  schema: derive(schema),
  read: ({ api, signal }) => get(api, { signal }),
})
