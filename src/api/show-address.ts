import { maskValues } from './mask.ts'
import { quoted } from './plain-text.ts'

const longest = 120

// Up to the last @, because a password may contain any character, even a percent-encoded @.
const hideUser = (text: string): string =>
  text.replace(/^([a-z][a-z\d+.-]*:[\\/]{1,2})?.*(?:@|%40)/is, '$1***@')

// A port that is not a number may be a password with a missing host.
const hidePort = (text: string): string =>
  text.replace(/^((?:[a-z][a-z\d+.-]*:[\\/]+)?[^:/[\]]*:)(?![\\/]|\d+(?:\/|$))[^/]+/i, '$1***')

/**
 * A configured URL in quotes, for a message: without user, password, query, and fragment, even if it is not
 * a valid URL, and without anything that is or looks like a token.
 */
export const showAddress = (text: string, secrets: readonly string[] = []): string => {
  const visible = hidePort(hideUser(text.trim()).replace(/[?#].*$/s, ''))
  const masked = maskValues(visible, secrets)
  return quoted(masked.length > longest ? `${masked.slice(0, longest)}…` : masked)
}
