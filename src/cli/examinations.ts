import {
  type Api,
  ApiError,
  ForbiddenError,
  type Item,
  list,
  UnauthorizedError,
} from '../api/index.ts'
import { scimConfigData } from '../dbtcloud/access/scim-config.ts'
import { scimConfigTokens } from '../dbtcloud/access/scim-config-token.ts'
import { judgeTokens, type Owner } from './stray-tokens.ts'
import type { Verdict } from './verdict.ts'

interface Account extends Item {
  readonly name?: string
  readonly plan?: string
}

/** What is examined. */
export interface Patient {
  readonly api: Api
  readonly owner: Owner | undefined
  /** The accounts that the token opens, asked for once. */
  readonly accounts: () => Promise<readonly Account[]>
}

/** A look at one thing. */
export interface Examination {
  readonly subject: string
  /** What it throws is what is wrong. */
  readonly examine: (patient: Patient) => Promise<readonly Verdict[]>
}

export const openPatient = (api: Api, owner: Owner | undefined): Patient => {
  const ask = async () => (await list<Account>(api, { path: 'v2/accounts/' })).items
  let asked: Promise<readonly Account[]> | undefined
  return { api, owner, accounts: async () => (asked ??= ask()) }
}

const notDbtCloud =
  'But the answer is not in the form of dbt Cloud: check host_url, and any proxy before it.'

const reach = async ({ api, accounts }: Patient): Promise<string> => {
  try {
    await accounts()
  } catch (error) {
    // Who refuses a token in dbt Cloud's form is dbt Cloud; a proxy or a login page has its own.
    if (!(error instanceof UnauthorizedError || error instanceof ForbiddenError)) throw error
    if (error.userMessage === undefined)
      throw new Error(`${error.message} ${notDbtCloud}`, { cause: error })
  }
  return `${api.hostUrl} answers.`
}

const tryToken = async ({ accounts }: Patient): Promise<string> => {
  const { length } = await accounts()
  return `dbt Cloud accepts it. It opens ${length} ${length === 1 ? 'account' : 'accounts'}.`
}

const openAccount = async ({ api, accounts }: Patient): Promise<string> => {
  try {
    const path = 'v2/accounts/{account}/'
    const { name, plan } = await api.request<Account>({ method: 'GET', path })
    return `${api.account} is ${JSON.stringify(name)}, plan ${plan}.`
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === undefined) throw error
    const opened = (await accounts()).map(({ id }) => String(id)).join(', ')
    const hint = `Accounts that the token opens: ${opened || 'none'}.`
    throw new Error(`${error.message} ${hint}`, { cause: error })
  }
}

// What a read is given besides its client: nobody stops it, nobody is told.
const surroundings = () => ({ signal: new AbortController().signal, warn: () => {}, config: {} })

const readScim = async ({ api }: Patient): Promise<string> => {
  const { enabled } = await scimConfigData.read({ api, ...surroundings() })
  return `The account has the feature; it is switched ${enabled ? 'on' : 'off'}.`
}

const examination = (
  subject: string,
  find: (patient: Patient) => Promise<string>,
): Examination => ({
  subject,
  examine: async (patient) => [{ mark: 'ok', subject, text: await find(patient) }],
})

/** All that is asked of dbt Cloud, in order: each builds on those before it. */
export const examinations: readonly Examination[] = [
  examination('reachability', reach),
  examination('token', tryToken),
  examination('account', openAccount),
  examination('SCIM', readScim),
  {
    subject: 'SCIM tokens',
    examine: async ({ api, owner }) => {
      const { tokens } = await scimConfigTokens.read({ api, ...surroundings() })
      return judgeTokens(tokens ?? [], owner)
    },
  },
]
