const mask = '***'

/** Shorter values are masked only if they are a whole word. */
const shortest = 4

/** The length of the prefix that identifies a long value, because an API may quote only a part. */
const head = 8

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)

const maskWord = (text: string, value: string): string =>
  text.replaceAll(new RegExp(`(?<![\\w])${escape(value)}(?![\\w])`, 'g'), () => mask)

const commonLength = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

const maskFromHead = (text: string, value: string): string => {
  let rest = text
  let out = ''
  for (
    let at = rest.indexOf(value.slice(0, head));
    at >= 0;
    at = rest.indexOf(value.slice(0, head))
  ) {
    out += rest.slice(0, at) + mask
    rest = rest.slice(at + commonLength(rest.slice(at), value))
  }
  return out + rest
}

const maskOne = (text: string, value: string): string =>
  value.length < shortest ? maskWord(text, value) : maskFromHead(text, value)

const spellings = (value: string): string[] => [value, JSON.stringify(value).slice(1, -1)]

// Tokens of dbt Cloud: `dbtc_` for services, `dbtu_` for users, and similar ones.
const dbtToken = /\bdbt[a-z]_[\w-]{4,}/g

/** The text without anything that looks like a dbt Cloud token. */
export const maskTokens = (text: string): string => text.replaceAll(dbtToken, mask)

/**
 * The text without the values and their prefixes, plain or in JSON form, and without anything else that
 * looks like a dbt Cloud token.
 */
export const maskValues = (text: string, values: readonly string[]): string =>
  maskTokens(
    values
      .flatMap(spellings)
      .filter((value) => value !== '')
      .sort((a, b) => b.length - a.length)
      .reduce(maskOne, text),
  )

/** Every string in a JSON value, except keys. */
export const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}
