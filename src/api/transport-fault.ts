import type { Situation } from './advice.ts'

/** A way in which a connection fails. */
interface TransportFault {
  /** Its codes. */
  readonly codes: RegExp
  /** The maximum number of useful retries. Default: the settings decide. */
  readonly mostRetries?: number
  /** What it means, and what to do. */
  advise(situation: Situation | undefined, reason: string): string
}

const untrusted =
  /^(PROXY_)?(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_UNTRUSTED)$/

const viaProxy = (situation: Situation | undefined): string =>
  situation?.proxyVariable === undefined
    ? ''
    : ` Requests go through the proxy in ${situation.proxyVariable}: check it, or add the host to NO_PROXY to bypass it.`

const proxyOf = (situation: Situation | undefined): string =>
  `The proxy in ${situation?.proxyVariable ?? 'the environment'}`

const refusedByProxy = (situation: Situation | undefined, reason: string): string => {
  const status = reason.slice('PROXY_'.length)
  const refused = `${proxyOf(situation)} refused the connection with status ${status}.`
  switch (status) {
    case '407':
      return `${refused} It requires a user and a password: http://user:password@host:port.`
    case '403':
      return `${refused} Ask its administrator to allow the host of host_url, or add the host to NO_PROXY to bypass the proxy.`
    default:
      return `${refused} It may not reach the host of host_url. Check host_url and the proxy.`
  }
}

const utc = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ')

const trustAdvice = (situation: Situation | undefined): string => {
  const faults = situation?.trustFaults() ?? []
  if (faults.length > 0) return faults.join(' ')
  return 'This machine does not trust the authority that signed the certificate, for example that of a proxy that inspects TLS. Set NODE_EXTRA_CA_CERTS to the path of a PEM file with the certificate of the authority.'
}

const outOfDateAdvice = (situation: Situation | undefined): string => {
  const time = situation === undefined ? '' : ` (${utc(situation.now())} UTC)`
  return `The certificate is not valid at the time of this machine${time}. Check its clock, then host_url.`
}

/** The first entry with a matching code applies. */
const faults: readonly TransportFault[] = [
  { codes: untrusted, mostRetries: 0, advise: trustAdvice },
  { codes: /^(PROXY_)?CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, mostRetries: 0, advise: outOfDateAdvice },
  {
    codes: /^(PROXY_)?ERR_TLS_CERT_ALTNAME_INVALID$/,
    mostRetries: 0,
    advise: () => 'The certificate is for another host. Check host_url, and check any proxy.',
  },
  {
    codes: /^ENOTFOUND$/,
    mostRetries: 1,
    advise: (situation) =>
      `The host was not found. Check host_url and the network.${viaProxy(situation)}`,
  },
  {
    codes: /^EAI_/,
    advise: (situation) =>
      `The name of the host could not be resolved. Check host_url and the name servers of this machine.${viaProxy(situation)}`,
  },
  // A connection that the other side ended may work on the next attempt.
  {
    codes:
      /^(ERR_SSL_(.*_)?(BAD_RECORD_MAC|INTERNAL_ERROR|UNEXPECTED_EOF.*)|HPE_INVALID_EOF_STATE)$/,
    advise: (situation) => `Check the network.${viaProxy(situation)}`,
  },
  {
    codes:
      /^ERR_SSL_(.*VERSION_TOO_LOW|UNSUPPORTED_PROTOCOL|.*ALERT_PROTOCOL_VERSION|.*NO_PROTOCOLS.*)$/,
    mostRetries: 0,
    advise: () =>
      'The server does not support a secure version of TLS. Version 1.2 or later is required. Check host_url, and check any proxy.',
  },
  {
    codes: /^ERR_SSL_.*CERTIFICATE_REQUIRED$/,
    mostRetries: 0,
    advise: () =>
      'The server requires a client certificate, which this provider does not support. Check host_url, and check any proxy.',
  },
  {
    codes: /^(ERR_SSL_|EPROTO$)/,
    mostRetries: 0,
    advise: () =>
      'The server and this client support no common TLS version or cipher, or the server does not use TLS. Check host_url, which begins with https://, and check any proxy.',
  },
  {
    codes: /^PROXY_(ERR_SSL_|EPROTO$)/,
    mostRetries: 0,
    advise: (situation) =>
      `${proxyOf(situation)} and this client support no common TLS version or cipher, or the proxy does not use TLS. If it does not, begin its address with http:// instead of https://.`,
  },
  {
    codes: /^HPE_HEADER_OVERFLOW$/,
    mostRetries: 0,
    advise: () =>
      'The headers of the response are larger than 256 KiB. Check host_url, and check any proxy.',
  },
  {
    codes: /^(HPE_|UNEXPECTED_UPGRADE$)/,
    mostRetries: 0,
    advise: () =>
      'The response is not valid HTTP. Check host_url, and check any proxy between this machine and dbt Cloud.',
  },
  {
    codes: /^RESPONSE_TOO_LARGE$/,
    mostRetries: 0,
    advise: () =>
      'The response is larger than 64 MiB, the limit of this client. Check host_url, and check any proxy.',
  },
  {
    codes: /^(Z_|ERR__ERROR_|ZSTD_)/,
    mostRetries: 0,
    advise: () => 'The response could not be decompressed. Check host_url, and check any proxy.',
  },
  { codes: /^PROXY_5\d\d$/, advise: refusedByProxy },
  { codes: /^PROXY_\d+$/, mostRetries: 0, advise: refusedByProxy },
  {
    codes: /^PROXY_TIMEOUT$/,
    advise: (situation) =>
      `${proxyOf(situation)} did not open a connection within timeout_seconds. Check the proxy and the network.`,
  },
  {
    codes: /^PROXY_HPE_/,
    mostRetries: 0,
    advise: (situation) =>
      `The response of the proxy is not valid HTTP. ${proxyOf(situation)} may be the address of something else.`,
  },
  {
    codes: /^PROXY_/,
    advise: (situation) =>
      `${proxyOf(situation)} cannot be reached. Check its address and the network.`,
  },
  {
    codes: /^ECONNREFUSED$/,
    advise: (situation) =>
      `Nothing accepts connections at this address. Check host_url and the network.${viaProxy(situation)}`,
  },
]

const other: TransportFault = {
  codes: /./,
  advise: (situation) => `Check host_url and the network.${viaProxy(situation)}`,
}

const find = (reason: string): TransportFault =>
  faults.find(({ codes }) => codes.test(reason)) ?? other

/** True where no authority that is trusted here has signed the certificate. */
export const isUntrusted = (reason: string): boolean => untrusted.test(reason)

/** How many retries can help after a connection failed with this code; undefined if that is open. */
export const mostRetriesAfter = (reason: string): number | undefined => find(reason).mostRetries

/** What a failed connection means, and what to do. `reason` is the code of the system. */
export const adviseOnTransport = (reason: string, situation: Situation | undefined): string =>
  find(reason).advise(situation, reason)
