import { maskValues } from './mask.ts'
import { quoted } from './plain-text.ts'

const longest = 120

// Up to the last @, which may be percent-encoded: a password may hold any character.
const hideUser = (text: string): string =>
  text.replace(/^([a-z][a-z\d+.-]*:[\\/]{1,2})?.*(?:@|%40)/is, '$1***@')

// A port that is no number may be a password whose host was forgotten.
const hidePort = (text: string): string =>
  text.replace(/^((?:[a-z][a-z\d+.-]*:[\\/]+)?[^:/[\]]*:)(?![\\/]|\d+(?:\/|$))[^/]+/i, '$1***')

/**
 * An address that somebody typed, in quotes, to show in a message: without user, password, query and fragment,
 * even if it is not a valid address, and without anything that is or looks like a token.
 */
export const showAddress = (text: string, secrets: readonly string[] = []): string => {
  const visible = hidePort(hideUser(text.trim()).replace(/[?#].*$/s, ''))
  const masked = maskValues(visible, secrets)
  return quoted(masked.length > longest ? `${masked.slice(0, longest)}…` : masked)
}
