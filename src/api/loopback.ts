/** The name or address of a host in lower case, without brackets and without a trailing dot. */
export const bareHost = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')

/** 127.0.0.0/8 inside IPv6, as URL writes it: `::ffff:7f00:1`. */
const mapped = /^::ffff:7f[\da-f]{2}:[\da-f]{1,4}$/

/** True for a name or an address that always refers to this machine. */
export const isLoopback = (hostname: string): boolean => {
  const host = bareHost(hostname)
  return /^(.+\.)?localhost$|^127(\.\d{1,3}){3}$|^::1$/.test(host) || mapped.test(host)
}
