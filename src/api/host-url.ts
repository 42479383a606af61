import { isLoopback } from './loopback.ts'

/** Where the accounts are that have no address of their own. */
export const defaultHostUrl = 'https://cloud.getdbt.com/api'

// What is before an @ may be a password, even if the text is not a valid address.
const withoutUser = (text: string): string => text.replace(/^.*(?:@|%40)/s, '')

/** The origin of an address, even if its scheme is missing. */
const originOf = (text: string): string | undefined => {
  const [, scheme = 'https:', rest = ''] = /^(https?:)?[\\/]*(.*)$/is.exec(text.trim()) ?? []
  const url = URL.parse(`${scheme}//${withoutUser(rest)}`)
  return url !== null && /[.:]|^localhost$/.test(url.hostname) ? url.origin : undefined
}

/** What host_url is most likely meant to be: the origin of the text, and `/api`. */
export const adviseOnHostUrl = (text: string): string => {
  const origin = originOf(text)
  return origin === undefined
    ? `Set host_url to the address of the API, such as ${defaultHostUrl}.`
    : `Set host_url to ${origin}/api.`
}

/** True unless the address ends as that of the API does. */
export const lacksApi = (hostUrl: string): boolean => !new URL(hostUrl).pathname.endsWith('/api')

/** True if others can read the token on its way: the host is another machine, and TLS is not used. */
export const isClearText = (hostUrl: string): boolean => {
  const { protocol, hostname } = new URL(hostUrl)
  return protocol === 'http:' && !isLoopback(hostname)
}
