import {
  type Api,
  ApiError,
  ForbiddenError,
  type Item,
  list,
  quoted,
  UnauthorizedError,
} from '../api/index.ts'
import { scimConfigData } from '../dbtcloud/access/scim-config.ts'
import { scimConfigTokens } from '../dbtcloud/access/scim-config-token.ts'
import { judgeTokens, type Owner } from './stray-tokens.ts'
import type { Verdict } from './verdict.ts'

interface Account extends Item {
  // As dbt Cloud has them. Nothing here depends on their being so.
  readonly name?: unknown
  readonly plan?: unknown
}

/** What is checked. */
export interface Target {
  readonly api: Api
  readonly owner: Owner | undefined
  /** The accounts that the token has access to, requested once. */
  readonly accounts: () => Promise<readonly Account[]>
}

/** A check of one thing. */
export interface Check {
  readonly subject: string
  /** What it throws is what is wrong. */
  readonly run: (target: Target) => Promise<readonly Verdict[]>
}

export const openTarget = (api: Api, owner: Owner | undefined): Target => {
  const request = async () => (await list<Account>(api, { path: 'v2/accounts/' })).items
  let requested: Promise<readonly Account[]> | undefined
  return { api, owner, accounts: async () => (requested ??= request()) }
}

const notDbtCloud =
  'The response does not have the form of dbt Cloud. Check host_url and any proxy in between.'

const reach = async ({ api, accounts }: Target): Promise<string> => {
  try {
    await accounts()
  } catch (error) {
    // A server that refuses a token in dbt Cloud's form is dbt Cloud; a proxy or a login page has its own.
    if (!(error instanceof UnauthorizedError || error instanceof ForbiddenError)) throw error
    if (error.userMessage === undefined)
      throw new Error(`${error.message} ${notDbtCloud}`, { cause: error })
  }
  return `dbt Cloud responds at ${api.hostUrl}.`
}

const tryToken = async ({ accounts }: Target): Promise<string> => {
  const { length } = await accounts()
  return `dbt Cloud accepts the token. It has access to ${length} ${length === 1 ? 'account' : 'accounts'}.`
}

const show = (value: unknown): string => (typeof value === 'string' ? quoted(value) : 'unknown')

const idOf = ({ id }: { readonly id: unknown }): string =>
  /^\d{1,19}$/.test(String(id)) ? String(id) : show(id)

/** Enough to find the right one. */
const MOST_ACCOUNTS = 20

const listIds = (accounts: readonly Account[]): string => {
  if (accounts.length === 0) return 'none'
  const ids = accounts.slice(0, MOST_ACCOUNTS).map(idOf).join(', ')
  return accounts.length > MOST_ACCOUNTS
    ? `${ids}, and ${accounts.length - MOST_ACCOUNTS} more`
    : ids
}

const notThisAccount = ({ account }: Api, id: unknown): string =>
  `The response to a request for account ${account} contains account ${idOf({ id })}. Check any proxy between ` +
  'this machine and dbt Cloud.'

const openAccount = async ({ api, accounts }: Target): Promise<string> => {
  try {
    const path = 'v2/accounts/{account}/'
    const { id, name, plan } = await api.request<Account>({ method: 'GET', path })
    if (String(id) !== api.account) throw new Error(notThisAccount(api, id))
    return `Account ${api.account} has the name ${show(name)} and the plan ${show(plan)}.`
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === undefined) throw error
    const hint = `Accounts that the token has access to: ${listIds(await accounts())}.`
    throw new Error(`${error.message} ${hint}`, { cause: error })
  }
}

// What a read gets besides its client: nothing stops it, and its warnings are not shown.
const surroundings = () => ({ signal: new AbortController().signal, warn: () => {}, config: {} })

const readScim = async ({ api }: Target): Promise<string> => {
  const { enabled } = await scimConfigData.read({ api, ...surroundings() })
  return `The account has SCIM, and it is ${enabled ? 'enabled' : 'disabled'}.`
}

const check = (subject: string, find: (target: Target) => Promise<string>): Check => ({
  subject,
  run: async (target) => [{ mark: 'ok', subject, text: await find(target) }],
})

/** All that is asked of dbt Cloud, in order: each builds on those before it. */
export const checks: readonly Check[] = [
  check('connection', reach),
  check('token', tryToken),
  check('account', openAccount),
  check('SCIM', readScim),
  {
    subject: 'SCIM tokens',
    run: async ({ api, owner }) => {
      const { tokens } = await scimConfigTokens.read({ api, ...surroundings() })
      return judgeTokens(tokens ?? [], { owner, now: new Date() })
    },
  },
]
