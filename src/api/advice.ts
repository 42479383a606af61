import { adviseOnHostUrl, defaultHostUrl, lacksApi } from './host-url.ts'
import { isObject } from './json.ts'
import { maskValues } from './mask.ts'
import { longestWaitMs, parseRetryAfter } from './retry.ts'
import { parseHttpDate } from './server-clock.ts'
import { showAddress } from './show-address.ts'

/** What is known besides a failure, to find out which setting is wrong. */
export interface Situation {
  readonly hostUrl: string
  readonly account: string
  /** The accounts that the token gives access to, once dbt Cloud has listed all of them. */
  readonly accounts: readonly string[] | undefined
  /** The variable that names the proxy which requests go through. */
  readonly proxyVariable: string | undefined
  /** Where the token may come from, if that is not obvious. */
  readonly tokenOrigin?: string | undefined
  /** Milliseconds since 1970, by this machine. */
  now(): number
  /** What is wrong with the certificate files that the environment names. */
  trustFaults(): readonly string[]
}

/** How a refusal is to be understood. */
export type Refused = 'unauthorized' | 'forbidden' | 'notFound' | 'foreign' | 'crowded'

const general: Readonly<Record<Refused, string>> = {
  unauthorized:
    'Check that token is valid, and that host_url is the address for the region or cell of this account.',
  forbidden: 'Check the permissions of the token, and whether the account has this feature.',
  notFound: 'The object does not exist, or the token has no permission to see it.',
  foreign:
    'The response does not come from the dbt Cloud API. Check host_url, and check any proxy between this machine and dbt Cloud.',
  crowded: 'Run fewer operations at the same time, or increase max_retries.',
}

const oldAddress =
  'host_url is the address for accounts without their own address. An account in a cell has its own, such as ' +
  'https://ab123.us1.dbt.com/api. The account settings show it under Access URLs.'

const wrongAccount = ({ account, accounts }: Situation): string[] => {
  if (accounts === undefined || accounts.includes(account)) return []
  const opened = accounts.length === 0 ? 'no account' : `account ${accounts.join(', ')}`
  return [
    `The token gives access to ${opened}, but account_id is ${account}. Check account_id and token.`,
  ]
}

const isOldAddress = (hostUrl: string): boolean =>
  URL.parse(hostUrl)?.host === new URL(defaultHostUrl).host

/** The first check: with a wrong address, no other part of the response is meaningful. */
const wrongAddress = ({ hostUrl }: Situation): string[] =>
  lacksApi(hostUrl) ? [`host_url must end in /api. ${adviseOnHostUrl(hostUrl)}`] : []

const proxy = ({ proxyVariable }: Situation): string[] =>
  proxyVariable === undefined
    ? []
    : [
        `Requests go through the proxy in ${proxyVariable}, which may have sent the response. Add the host to NO_PROXY to bypass it.`,
      ]

const tolerance = 5 * 60_000

/** A token or a certificate may be rejected if the clocks differ. */
const wrongClock = (situation: Situation, date: string | undefined): string[] => {
  const off = situation.now() - parseHttpDate(date)
  if (!(Math.abs(off) > tolerance)) return []
  const minutes = Math.round(Math.abs(off) / 60_000)
  return [
    `The clock of this machine is ${minutes} minutes ${off > 0 ? 'ahead' : 'behind'}. Set it to the right time.`,
  ]
}

const particulars = (
  refused: Refused,
  situation: Situation,
  date: string | undefined,
): readonly string[] => {
  switch (refused) {
    case 'unauthorized':
      return [
        ...(situation.tokenOrigin === undefined ? [] : [situation.tokenOrigin]),
        ...(isOldAddress(situation.hostUrl) ? [oldAddress] : []),
        ...wrongClock(situation, date),
      ]
    case 'forbidden':
    case 'notFound':
      return wrongAccount(situation)
    case 'foreign':
      return proxy(situation)
    case 'crowded':
      return []
  }
}

/** What to check after a response that is a refusal; `date` is its Date header. */
export const adviseOnRefusal = (
  refused: Refused,
  situation: Situation | undefined,
  date?: string,
): string => {
  if (situation === undefined) return general[refused]
  const first = refused === 'crowded' ? [] : wrongAddress(situation)
  return [...first, general[refused], ...particulars(refused, situation, date)].join(' ')
}

interface Redirected {
  readonly hostUrl: string
  readonly secrets?: readonly string[]
  readonly situation?: Situation
}

/** The address of a Location header, if it is one. */
const readLocation = (location: string | undefined, hostUrl: string): URL | undefined => {
  const url = location === undefined ? null : URL.parse(location, hostUrl)
  return url !== null && /^https?:$/.test(url.protocol) ? url : undefined
}

/** Where a request was redirected to, and what to check; the token is never sent there. */
export const adviseOnRedirect = (
  location: string | undefined,
  { hostUrl, secrets = [], situation }: Redirected,
): string => {
  const to = readLocation(location, hostUrl)
  const what =
    to === undefined
      ? 'It is a redirect without a valid address.'
      : `It redirects to ${showAddress(to.href, secrets)}.`
  const isElsewhere = to !== undefined && to.origin !== new URL(hostUrl).origin
  const advice = isElsewhere
    ? `If the API is there, set host_url to ${maskValues(to.origin, secrets)}/api.`
    : 'It may be a login page. Check host_url, and check any proxy.'
  const rest = situation === undefined ? [] : [...wrongAddress(situation), ...proxy(situation)]
  return [what, ...(rest.length > 0 ? rest : [advice])].join(' ')
}

const units = [
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
]

const formatWait = (ms: number): string => {
  const { name, ms: unit } = units.find((each) => ms >= each.ms) ?? { name: 'second', ms: 1000 }
  const count = Math.ceil(ms / unit)
  if (count > 366 && name === 'day') return 'more than a year'
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** The text if the server asks for a longer wait than a request allows; '' otherwise. */
export const adviseOnWait = (
  retryAfter: string | undefined,
  situation: Situation | undefined,
): string => {
  const asked = parseRetryAfter(retryAfter ?? '', situation?.now() ?? Date.now())
  if (asked === undefined || asked <= longestWaitMs) return ''
  return `dbt Cloud asks to wait ${formatWait(asked)}, longer than the ${formatWait(longestWaitMs)} that a request waits at most. Run it again after that time.`
}

/** The ids of the accounts in a response to the credentials check, if it holds all of them. */
export const accountsIn = (
  data: unknown,
  pagination: { readonly total_count: number } | undefined,
): readonly string[] | undefined => {
  if (!Array.isArray(data) || !data.every(isObject)) return undefined
  if (pagination !== undefined && pagination.total_count > data.length) return undefined
  return data.map(({ id }) => String(id))
}
