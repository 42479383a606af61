import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { bareHost } from './loopback.ts'

/** The target of a request. */
export interface Target {
  /** A name, or an IP address without brackets. */
  readonly host: string
  readonly port: number
}

const defaultPort = (protocol: string): number => (protocol === 'https:' ? 443 : 80)

export const targetOf = (url: URL): Target => ({
  host: bareHost(url.hostname),
  port: Number(url.port) || defaultPort(url.protocol),
})

const familyOf = (host: string): 'ipv4' | 'ipv6' | undefined => {
  if (isIPv4(host)) return 'ipv4'
  return isIPv6(host) ? 'ipv6' : undefined
}

/** `10.0.0.0/8`, `fd00::/8`. Names are not resolved, so both sides must be IP addresses. */
const isInNetwork = (entry: string, { host }: Target): boolean => {
  const [network = '', length = ''] = entry.split('/')
  const [own, others] = [familyOf(host), familyOf(bareHost(network))]
  if (own === undefined || others === undefined || !/^\d{1,3}$/.test(length)) return false
  if (Number(length) > (others === 'ipv4' ? 32 : 128)) return false
  const networks = new BlockList()
  networks.addSubnet(bareHost(network), Number(length), others)
  return networks.check(host, own)
}

// `host:port`, `[::1]:port`; an IPv6 address without brackets has no port.
const splitPort = (entry: string): readonly [host: string, port: number | undefined] => {
  const [, host, port] = /^(\[.*\]|[^:]*):(\d{1,5})$/.exec(entry) ?? []
  return host === undefined ? [entry, undefined] : [host, Number(port)]
}

// In the form of URL: names in ASCII, addresses in their shortest form.
const normalize = (host: string): string => {
  const bare = bareHost(host)
  const url = URL.parse(`http://${isIPv6(bare) ? `[${bare}]` : bare}`)
  return url === null ? bare : bareHost(url.hostname)
}

const matches = (entry: string, target: Target): boolean => {
  if (entry === '*') return true
  if (entry.includes('/')) return isInNetwork(entry, target)
  const [named, port] = splitPort(entry)
  if (port !== undefined && port !== target.port) return false
  const host = normalize(named.replace(/^\*?\./, ''))
  if (host === '') return false
  return target.host === host || (!familyOf(host) && target.host.endsWith(`.${host}`))
}

/**
 * True if NO_PROXY contains the target, by the rules of curl and Go: names and their subdomains, with or without
 * a leading dot, addresses, and networks, each with or without a port, and `*`, separated by commas or spaces.
 */
export const isExcluded = (noProxy: string, target: Target): boolean =>
  noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry, target))
