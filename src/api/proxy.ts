import { ProxyError } from './errors.ts'
import { isLoopback } from './loopback.ts'
import { isExcluded, targetOf } from './no-proxy.ts'
import { showAddress } from './show-address.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** The proxy for requests. */
export interface Proxy {
  /** The environment variable that names it, spelled as it is set. */
  readonly variable: string
  /** Includes the user and the password. */
  readonly url: URL
}

interface Setting {
  readonly variable: string
  readonly value: string
}

// Lower case first, as curl, Python and Node do.
const settingOf = (env: Variables, name: string): Setting | undefined => {
  const variable = [name, name.toUpperCase()].find((each) => (env[each] ?? '').trim() !== '')
  return variable === undefined ? undefined : { variable, value: (env[variable] ?? '').trim() }
}

const readUrl = ({ variable, value }: Setting): URL => {
  const shown = showAddress(value)
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(value)?.[1]
  if (scheme !== undefined && !/^https?$/i.test(scheme))
    throw new ProxyError(
      variable,
      `names the proxy ${shown}, but ${scheme} proxies are not supported`,
    )
  const url = URL.parse(scheme === undefined ? `http://${value}` : value)
  if (
    url === null ||
    /[\s\\]|^https?:(?!\/\/)[^@]*$/i.test(value) ||
    !isHost(url) ||
    !canDecode(url)
  )
    throw new ProxyError(variable, `is ${shown}, which is not the address of a proxy`)
  return url
}

/** False for a name that no host has, such as the first part of an address in quotes. */
export const isHost = ({ hostname }: URL): boolean => /^(\[[\da-f:.]+\]|[\w.-]+)$/i.test(hostname)

/** True if the user and the password have a valid percent-encoding, so that they can be sent. */
const canDecode = ({ username, password }: URL): boolean => {
  try {
    decodeURIComponent(username + password)
    return true
  } catch {
    return false
  }
}

/**
 * The proxy for requests to `hostUrl`, or undefined if they go to the host directly. This machine is always
 * reached directly.
 * @throws ProxyError if the proxy cannot be used: it is never left out in silence
 */
export const chooseProxy = (hostUrl: string, env: Variables): Proxy | undefined => {
  const url = new URL(hostUrl)
  if (isLoopback(url.hostname)) return undefined
  const setting = settingOf(env, `${url.protocol.slice(0, -1)}_proxy`)
  if (setting === undefined) return undefined
  if (isExcluded(settingOf(env, 'no_proxy')?.value ?? '', targetOf(url))) return undefined
  return { variable: setting.variable, url: readUrl(setting) }
}
