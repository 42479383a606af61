import { isLoopback } from './loopback.ts'

/** The URL for accounts without their own address. */
export const defaultHostUrl = 'https://cloud.getdbt.com/api'

// The part before an @ may be a password, even if the text is not a valid URL.
const withoutUser = (text: string): string => text.replace(/^.*(?:@|%40)/s, '')

// From documents and shells.
const quotes = /^["'`<(\s]+|["'`>)\s]+$/g

/** The origin of a URL, even if its scheme is missing, misspelled or another one. */
const originOf = (text: string): string | undefined => {
  const bare = text.replaceAll(quotes, '')
  const [, scheme = '', rest = ''] =
    /^([a-z][a-z\d+.-]*:?(?=[\\/]{2})|https?:)?[\\/]*(.*)$/is.exec(bare) ?? []
  const protocol = /^http:?$/i.test(scheme) ? 'http:' : 'https:'
  const url = URL.parse(`${protocol}//${withoutUser(rest).replaceAll(/["'`\s]/g, '')}`)
  return url !== null && /[.:]|^localhost$/.test(url.hostname) ? url.origin : undefined
}

/** The most likely correct host_url: the origin of the text plus `/api`. */
export const adviseOnHostUrl = (text: string): string => {
  const origin = originOf(text)
  return origin === undefined
    ? `Set host_url to the address of the API, such as ${defaultHostUrl}.`
    : `Set host_url to ${origin}/api.`
}

/** True unless the URL ends in `/api`. */
export const lacksApi = (hostUrl: string): boolean => !new URL(hostUrl).pathname.endsWith('/api')

/** True if others on the network can read the token: the host is another machine, and TLS is not used. */
export const isClearText = (hostUrl: string): boolean => {
  const { protocol, hostname } = new URL(hostUrl)
  return protocol === 'http:' && !isLoopback(hostname)
}
