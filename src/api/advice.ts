import { isObject } from './json.ts'

/** What is known besides a failure, to tell which setting is wrong. */
export interface Situation {
  readonly hostUrl: string
  readonly account: string
  /** The accounts that the token opens, once dbt Cloud has told all of them. */
  readonly accounts: readonly string[] | undefined
  /** The variable that names a proxy for this host, if one is set. */
  readonly proxyVariable: string | undefined
  /** Milliseconds since 1970, by this machine. */
  now(): number
}

/** How a refusal is to be understood. */
export type Refused = 'unauthorized' | 'forbidden' | 'notFound' | 'foreign' | 'crowded'

const general: Readonly<Record<Refused, string>> = {
  unauthorized:
    'Check token, and that host_url is the address of the region or cell of this account.',
  forbidden: 'Check what the token may do, and whether the account has this feature.',
  notFound: 'The object does not exist, or the token may not see it (any more).',
  foreign:
    'The answer does not come from the dbt Cloud API: check host_url, and any proxy before it.',
  crowded: 'Lower the parallelism, or raise max_retries.',
}

const isOldAddress = (hostUrl: string): boolean => URL.parse(hostUrl)?.host === 'cloud.getdbt.com'

const oldAddress =
  'host_url is the old address of all accounts: an account in a cell has one of its own, such as ' +
  'https://ab123.us1.dbt.com/api. It stands in the account settings, among the access URLs.'

const wrongAccount = ({ account, accounts }: Situation): string[] => {
  if (accounts === undefined || accounts.includes(account)) return []
  const opened = accounts.length === 0 ? 'no account' : `account ${accounts.join(', ')}`
  return [`The token opens ${opened}, but account_id is ${account}: check account_id and token.`]
}

const missingApi = ({ hostUrl }: Situation): string[] =>
  hostUrl.endsWith('/api')
    ? []
    : [`host_url must end in /api, and does not: set it to ${hostUrl}/api.`]

const proxy = ({ proxyVariable }: Situation): string[] =>
  proxyVariable === undefined
    ? []
    : [
        `Requests go through the proxy of ${proxyVariable}: it may have answered. Name the host in NO_PROXY to go past it.`,
      ]

const tolerance = 5 * 60_000

/** A token is refused where the clocks differ, as is a certificate. */
const wrongClock = (situation: Situation, date: string | undefined): string[] => {
  const off = situation.now() - Date.parse(date ?? '')
  if (!(Math.abs(off) > tolerance)) return []
  const minutes = Math.round(Math.abs(off) / 60_000)
  return [
    `The clock of this machine is ${minutes} minutes ${off > 0 ? 'ahead' : 'behind'}: set it right.`,
  ]
}

const particulars = (refused: Refused, situation: Situation, date: string | undefined) => {
  switch (refused) {
    case 'unauthorized':
      return [
        ...(isOldAddress(situation.hostUrl) ? [oldAddress] : []),
        ...wrongClock(situation, date),
      ]
    case 'forbidden':
    case 'notFound':
      return wrongAccount(situation)
    case 'foreign':
      return [...missingApi(situation), ...proxy(situation)]
    case 'crowded':
      return []
  }
}

/** What to check after an answer that is a refusal; `date` is its Date header. */
export const adviseOnRefusal = (
  refused: Refused,
  situation: Situation | undefined,
  date?: string,
): string => {
  const more = situation === undefined ? [] : particulars(refused, situation, date)
  return [general[refused], ...more].join(' ')
}

const untrusted =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_UNTRUSTED)$/
const outOfDate = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/
const ofOtherHost = /^ERR_TLS_CERT_ALTNAME_INVALID$/

/** True where nobody who is trusted here has signed the certificate. */
export const isUntrusted = (reason: string): boolean => untrusted.test(reason)

/** True of a fault that no repetition mends: the certificate is what it is. */
export const isLasting = (reason: string): boolean =>
  [untrusted, outOfDate, ofOtherHost].some((pattern) => pattern.test(reason))

const isoTime = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ')

/** What to check after a connection that failed with this code of the system. */
export const adviseOnTransport = (reason: string, situation: Situation | undefined): string => {
  if (untrusted.test(reason))
    return 'The certificate is of an authority that is not trusted here, as that of a proxy which opens TLS is: name the file of the authority in NODE_EXTRA_CA_CERTS.'
  if (outOfDate.test(reason)) {
    const time = situation === undefined ? '' : ` (${isoTime(situation.now())} UTC)`
    return `The certificate is not valid at the time of this machine${time}: check its clock, then host_url.`
  }
  if (ofOtherHost.test(reason))
    return 'The certificate is of another host: check host_url, and any proxy before it.'
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(reason))
    return 'There is no such host, or names cannot be looked up: check host_url and the network.'
  if (/^(ERR_SSL_|EPROTO)/.test(reason))
    return 'The server does not speak TLS as it should: check host_url, which says https, and any proxy.'
  const through = situation === undefined ? [] : proxy(situation)
  return ['Check host_url and the network.', ...through].join(' ')
}

/** The ids of the accounts in an answer to the credentials check, if it holds all of them. */
export const accountsIn = (
  data: unknown,
  pagination: { readonly total_count: number } | undefined,
): readonly string[] | undefined => {
  if (!Array.isArray(data) || !data.every(isObject)) return undefined
  if (pagination !== undefined && pagination.total_count > data.length) return undefined
  return data.map(({ id }) => String(id))
}
